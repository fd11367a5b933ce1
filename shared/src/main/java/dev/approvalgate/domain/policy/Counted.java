package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Votes sorted by whether their accounts may speak at all: in good standing, and still the same human's. */
final class Counted {

    /**
     * A vote that may speak.
     *
     * @param actor who
     * @param at when
     */
    record Spoken(Actor actor, Instant at) {}

    private final List<Spoken> approvals = new ArrayList<>();
    private final List<Spoken> rejections = new ArrayList<>();
    private final Map<PersonId, ReasonCode> silent = new LinkedHashMap<>();
    private final Map<Account, AccountStanding> standings;

    Counted(Roster roster, List<Vote> votes, Map<Account, AccountStanding> standings) {
        this.standings = standings;
        for (Vote vote : votes) {
            Actor actor = roster.actor(vote.account());
            Optional<ReasonCode> bar = barOf(actor, vote);
            if (bar.isPresent()) {
                silent.putIfAbsent(vote.person(), bar.get());
            } else {
                (vote.kind() == Vote.Kind.REJECT ? rejections : approvals).add(new Spoken(actor, vote.at()));
            }
        }
    }

    private Optional<ReasonCode> barOf(Actor actor, Vote vote) {
        Optional<ReasonCode> standing = actor.bar(vote.account(), standings);
        if (standing.isPresent()) {
            return standing;
        }
        // A person whom the policy has come to know by another name since votes again.
        return actor.human().equals(vote.person()) ? Optional.empty() : Optional.of(ReasonCode.VOTER_UNKNOWN);
    }

    List<Spoken> approvals() {
        return approvals;
    }

    List<Spoken> rejections() {
        return rejections;
    }

    /** {@return who voted through an account that may not speak, and why} */
    Map<PersonId, ReasonCode> silent() {
        return silent;
    }

    /** {@return whether somebody has an account that is not known to be barred, and none that bars them all} */
    boolean canAct(Actor actor) {
        Set<Account> accounts = actor.accounts();
        return actor.bar(standings).isEmpty() && accounts.stream().anyMatch(account -> barred(account) == null);
    }

    private @Nullable ReasonCode barred(Account account) {
        return standings.getOrDefault(account, AccountStanding.ACTIVE).bar();
    }
}
