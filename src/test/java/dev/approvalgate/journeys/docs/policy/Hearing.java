package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Emergency;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.Roster;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hears people about one request, one after the other, as the gate does: whoever is barred leaves no vote. */
final class Hearing {

    private static final Pattern SPOKEN =
            Pattern.compile("(\\w+) (approves|rejects|breaks the glass|reviews)( on GitHub)?(?: at (\\d\\d:\\d\\d))?");

    private final Example example;
    private final Proposal proposal;
    private final DirectorySnapshot directory;
    private final List<Vote> votes = new ArrayList<>();
    private final Map<String, ReasonCode> barred = new LinkedHashMap<>();
    private @Nullable GlassBroken broken;
    private Instant now;

    private Hearing(Example example, Proposal proposal) {
        this.example = example;
        this.proposal = proposal;
        this.directory = example.cast().directory();
        this.now = proposal.openedAt();
    }

    static Hearing of(String told, Example example, Proposal proposal) {
        var hearing = new Hearing(example, proposal);
        if (!told.isEmpty()) {
            for (String one : told.split(", ", -1)) {
                hearing.hear(one);
            }
        }
        return hearing;
    }

    private void hear(String told) {
        Matcher spoken = SPOKEN.matcher(told);
        if (!spoken.matches()) {
            throw new AssertionError("not understood: " + told);
        }
        String name = spoken.group(1);
        Account account =
                example.cast().account(name, spoken.group(3) == null ? AccountKind.SLACK : AccountKind.GITHUB);
        now = spoken.group(4) == null ? now.plus(Duration.ofMinutes(1)) : sameDay(spoken.group(4));
        Optional<ReasonCode> bar = switch (spoken.group(2)) {
            case "breaks the glass" -> breakGlass(account);
            case "reviews" -> Emergency.barFromReviewing(example.policy(), proposal, account, broken(), directory, now);
            case "rejects" -> vote(account, Vote.Kind.REJECT);
            default -> vote(account, Vote.Kind.APPROVE);
        };
        bar.ifPresent(reason -> barred.put(name, reason));
    }

    private Instant sameDay(String time) {
        return proposal.openedAt()
                .atZone(Told.VIENNA)
                .with(LocalTime.parse(time))
                .toInstant();
    }

    private Optional<ReasonCode> breakGlass(Account account) {
        Optional<ReasonCode> bar = Emergency.barFromBreaking(example.policy(), proposal, account, directory, now);
        if (bar.isEmpty()) {
            broken = new GlassBroken(
                    new Roster(example.policy().people(), directory, now).human(account),
                    account,
                    account.kind().label(),
                    Sha256.of("what was shown"),
                    Personal.of("it is down"),
                    now.plus(Duration.ofDays(2)),
                    now);
        }
        return bar;
    }

    private GlassBroken broken() {
        if (broken == null) {
            throw new AssertionError("nobody has broken any glass");
        }
        return broken;
    }

    private Optional<ReasonCode> vote(Account account, Vote.Kind kind) {
        Optional<ReasonCode> bar = PolicyEvaluator.bar(example.policy(), proposal, account, directory, now);
        if (bar.isEmpty()) {
            votes.add(new Vote(
                    new Roster(example.policy().people(), directory, now).human(account),
                    account,
                    kind,
                    account.kind().label(),
                    Sha256.of("what was shown"),
                    null,
                    now));
        }
        return bar;
    }

    boolean isGlassBroken() {
        return broken != null;
    }

    /** {@return whose votes do not count, and why} */
    Map<String, ReasonCode> barred() {
        return barred;
    }

    /** {@return what the policy says right after the last vote} */
    Evaluation answer() {
        return answerAt(now);
    }

    Evaluation answerAt(Instant then) {
        return PolicyEvaluator.evaluate(example.policy(), proposal, votes, directory, then);
    }
}
