package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Separation of duties on one change: a human is barred when any of their accounts had a hand in it, and also when they act through an
 * account that speaks for none in a system that contributors are known by, since then they could not be told from one.
 */
final class Eligibility {

    private final Map<PersonId, Set<Duty>> duties = new HashMap<>();
    /** One account for each place where somebody lives who had a hand in the change. */
    private final Map<List<Object>, Account> compared = new HashMap<>();

    private final Set<Duty> allowed;

    /**
     * @param roster who is who
     * @param contributors who had a hand in the change
     * @param allowed duties that do not bar
     */
    Eligibility(Roster roster, List<Contributor> contributors, Set<Duty> allowed) {
        this.allowed = allowed;
        for (Contributor contributor : contributors) {
            Account account = contributor.account();
            if (account != null) {
                compared.putIfAbsent(List.of(account.kind(), account.realm()), account);
                duties.computeIfAbsent(roster.self(account), self -> EnumSet.noneOf(Duty.class))
                        .add(Duty.of(contributor.role()));
            }
        }
    }

    /** {@return why somebody may not vote whatever group they are in; empty if they may} */
    Optional<ReasonCode> bar(Actor actor) {
        if (!allowed.containsAll(duties(actor))) {
            return Optional.of(ReasonCode.VOTER_IS_CONTRIBUTOR);
        }
        return compared.values().stream().allMatch(actor::isComparableWith)
                ? Optional.empty()
                : Optional.of(ReasonCode.VOTER_NOT_LINKED);
    }

    /** {@return whether the identity's owners may come in by way of other groups} */
    boolean allowsOwners() {
        return allowed.contains(Duty.OWNER);
    }

    /** {@return what hand somebody had in the change} */
    Set<Duty> duties(Actor actor) {
        return duties.getOrDefault(actor.self(), Set.of());
    }
}
