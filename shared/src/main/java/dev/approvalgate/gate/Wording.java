package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.BreakGlass;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words in which every surface speaks of requests, so that two of them cannot say different things. The texts are plain, without
 * mark-up. Where they hold something from outside (what the policy observed), it has been through {@link VisibleText}; a surface still
 * has to make it inert in its own mark-up.
 */
public final class Wording {

    /** What an approval that was taken back is called. */
    public static final String REVOKED = "Approval revoked";
    /** Whom the gate does not know, and who takes things back at its console. */
    public static final String OPERATOR = "an operator";

    private static final int MOST_OBSERVED = 200;
    private static final int MOST_NAMES = 10;
    private static final int MOST_NAME = 80;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** {@return why something does not count or did not happen, and what to do about it: full sentences} */
    public static String why(ReasonCode reason) {
        return ReasonSentences.of(reason);
    }

    /** {@return a person's reason for not counting, in a few words that follow a name} */
    public static String whyExcluded(ReasonCode reason) {
        return switch (reason) {
            case VOTER_IS_CONTRIBUTOR -> "had a hand in this change";
            case VOTER_IS_OWNER -> "owns this pipeline, and the rule asks others";
            case DIRECTORY_UNREADABLE -> "cannot be told from the pipeline's owners, whose group could not be read";
            case VOTER_LINK_TOO_NEW -> "has linked that account only recently";
            case VOTER_NOT_LINKED -> "has no linked account to compare with the authors";
            case VOTER_NOT_IN_GROUP -> "is not in a group that may approve";
            case VOTER_UNKNOWN -> "is not known to the policy";
            case VOTER_IS_BOT -> "is a bot";
            case VOTER_IS_GUEST -> "is a guest";
            case VOTER_DEACTIVATED -> "is deactivated";
            case VOTER_FOREIGN_TEAM -> "belongs to another team";
            case VOTE_ALREADY_COUNTED -> "has voted already";
            case VOTE_TOO_LATE -> "came too late";
            case VOTE_STALE_VIEW -> "saw something out of date";
            case VOTE_REASON_MISSING -> "gave no reason";
            case BASELINE_REVOKED -> "saw a comparison with something that was revoked";
            case RULE_NOT_FOUND -> "no rule of the policy in force applies";
            case BREAK_GLASS_NOT_ALLOWED -> "may not break glass";
            case REVIEW_OVERDUE -> "cannot break glass while the review of an earlier emergency is overdue";
            case REVIEW_NOT_ALLOWED -> "is not among those who may review this";
            case REVIEW_NOT_DUE -> "found nothing to review";
            case REVOCATION_NOT_ALLOWED -> "may not revoke this";
            case NOTHING_TO_REVOKE -> "found nothing to revoke";
            default -> reason.code().replace('_', ' ');
        };
    }

    /** {@return one word for an end, such as {@code Approved}} */
    public static String outcome(Decision.Outcome outcome) {
        return switch (outcome) {
            case APPROVED -> "Approved";
            case REJECTED -> "Rejected";
            case REFUSED -> "Refused by policy";
            case EXPIRED -> "Expired";
            case CANCELLED -> "Cancelled";
            case SUPERSEDED -> "Superseded";
            case BROKEN_GLASS -> "Approved by break-glass";
        };
    }

    /** {@return how a request ended and by whom, such as {@code Approved by Ada Example and Grace Example}} */
    public static String outcome(ReviewView view, Decision decision) {
        return decision.by().isEmpty()
                ? outcomeUnnamed(decision)
                : by(decision, names(decision.by(), view::nameOf, "and"));
    }

    /** {@return how a request ended, for where nobody may be named} */
    public static String outcomeUnnamed(Decision decision) {
        String word = outcome(decision.outcome());
        ReasonCode reason = decision.reason();
        return reason == null ? word : word + ": " + why(reason);
    }

    /** {@return how persons ended a request, such as {@code Approved by two persons}} */
    public static String by(Decision decision, String persons) {
        return decision.outcome() == Decision.Outcome.BROKEN_GLASS
                ? "Approved by " + persons + " alone, by break-glass"
                : outcome(decision.outcome()) + " by " + persons;
    }

    /** {@return those who may look at an emergency afterwards: by name where they are known, else by their groups} */
    public static String reviewers(ReviewView view) {
        if (!view.reviewers().isEmpty()) {
            return names(view.reviewers(), view::nameOf, "or");
        }
        BreakGlass terms = view.emergency();
        return terms == null
                ? "nobody, by the policy in force"
                : "a member of "
                        + String.join(
                                " or ", terms.reviewers().stream().sorted().toList());
    }

    /** {@return who is still needed, such as {@code 1 more approval, from Ada Example or Grace Example}; how it ended once it has} */
    public static String needed(ReviewView view) {
        return view.request()
                .decision()
                .map(decision -> outcome(view, decision))
                .orElseGet(() -> Needed.of(view.explanation(), view::nameOf));
    }

    /** {@return how far a request that waits is, for where nobody may be named} */
    public static String neededUnnamed(ReviewView view) {
        return needsOnlyTime(view) ? "Only time" : progress(view).orElse("The policy no longer allows this request");
    }

    /** {@return whether nobody has to answer any more, and only time has to pass} */
    public static boolean needsOnlyTime(ReviewView view) {
        return view.request().isPending() && Needed.isOnlyTime(view.explanation());
    }

    /** {@return how far the approvals are, such as {@code 1 of 2 approvals}; empty where the policy allows any no longer} */
    public static Optional<String> progress(ReviewView view) {
        return Needed.progress(view.explanation());
    }

    /** {@return the requirements that count persons, wherever they stand in the tree} */
    public static List<Explanation> approvals(Explanation explanation) {
        return Needed.counting(explanation).toList();
    }

    /**
     * {@return the policy's answer, a line for each requirement, parts indented by two spaces}
     *
     * @param explanation the policy's answer
     * @param names how to show a person
     */
    public static List<String> explain(Explanation explanation, Function<PersonId, String> names) {
        return explain(explanation, names, true);
    }

    /** {@return the same; who may still answer only while somebody may} */
    public static List<String> explain(Explanation explanation, Function<PersonId, String> names, boolean isOpen) {
        var lines = new ArrayList<String>();
        explain(explanation, names, isOpen, "", lines);
        return lines;
    }

    private static void explain(
            Explanation part, Function<PersonId, String> names, boolean isOpen, String indent, List<String> lines) {
        lines.add(indent + sign(part.status()) + " " + clean(part.requirement()) + ": " + clean(part.observed())
                + " (needed: " + clean(part.expected()) + ")");
        if (!part.counted().isEmpty()) {
            lines.add(indent + "  counted: " + names(part.counted(), names, "and"));
        }
        if (isOpen && part.status() == Status.PENDING && !part.eligible().isEmpty()) {
            lines.add(indent + "  may still answer: " + names(part.eligible(), names, "or"));
        }
        for (Explanation.Excluded excluded : part.excluded()) {
            lines.add(indent + "  does not count: " + name(excluded.person(), names) + ", who "
                    + whyExcluded(excluded.reason()));
        }
        ReasonCode reason = part.reason();
        if (reason != null && part.parts().isEmpty()) {
            lines.add(indent + "  " + why(reason));
        }
        part.parts().forEach(child -> explain(child, names, isOpen, indent + "  ", lines));
    }

    private static String sign(Status status) {
        return switch (status) {
            case SATISFIED -> "✓";
            case PENDING -> "…";
            case FAILED -> "✗";
        };
    }

    /** {@return a vote in a few words, such as {@code approved}} */
    public static String vote(Vote.Kind kind) {
        return kind == Vote.Kind.APPROVE ? "approved" : "rejected";
    }

    /** {@return a kind of risk, for people} */
    public static String risk(RiskKind kind) {
        return switch (kind) {
            case PIPELINE -> "Pipeline definition";
            case MIGRATION -> "Database migration";
            case INFRASTRUCTURE -> "Infrastructure";
            case SECRETS -> "Secrets or keys";
            case DEPENDENCIES -> "Dependencies";
            case OWNERSHIP -> "Ownership rules";
        };
    }

    /**
     * {@return persons as a list in words; after ten the number of the others}
     *
     * @param joint the word before the last, such as {@code and}
     */
    public static String names(List<PersonId> persons, Function<PersonId, String> names, String joint) {
        if (persons.size() > MOST_NAMES) {
            String shown = String.join(
                    ", ",
                    persons.stream()
                            .limit(MOST_NAMES)
                            .map(id -> name(id, names))
                            .toList());
            return shown + " " + joint + " " + (persons.size() - MOST_NAMES) + " more";
        }
        List<String> all = persons.stream().map(id -> name(id, names)).toList();
        return switch (all.size()) {
            case 0 -> "nobody";
            case 1 -> all.get(0);
            default -> String.join(", ", all.subList(0, all.size() - 1)) + " " + joint + " " + all.get(all.size() - 1);
        };
    }

    /** {@return a person's name as one line that shows what it holds} */
    static String name(PersonId id, Function<PersonId, String> names) {
        return VisibleText.line(names.apply(id), MOST_NAME);
    }

    static String clean(String text) {
        return VisibleText.line(text, MOST_OBSERVED);
    }

    /** {@return a time, such as {@code 2026-11-25 03:14 UTC}} */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@return a length of time in its two largest units, such as {@code 7 h 30 min}} */
    public static String duration(Duration length) {
        long minutes = length.abs().toMinutes();
        if (minutes < 1) {
            return length.abs().toSeconds() + " s";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    /** {@return a number and its noun} */
    public static String plural(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** {@return the beginning of a commit id that people know it by} */
    public static String brief(String commit) {
        return commit.matches("[0-9a-fA-F]{8,64}")
                ? commit.substring(0, 7)
                : VisibleText.line(commit, VisibleText.LEAST);
    }
}
