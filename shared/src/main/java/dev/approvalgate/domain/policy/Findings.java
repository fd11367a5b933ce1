package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.List;
import java.util.regex.Pattern;

/** What is demanded of an ask itself: a gate that is far enough away, a justification, known authors, a comparison that was read in full. */
final class Findings {

    private Findings() {}

    static void check(Ruling ruling, Proposal proposal, Roster roster, List<Explanation> parts) {
        assurance(ruling, proposal, parts);
        justification(ruling, proposal, parts);
        Change change = proposal.change();
        long unmapped = change.contributors().stream()
                .filter(contributor -> contributor.account() != null || contributor.role() != Contributor.Role.TRIGGER)
                .filter(contributor -> isUnmapped(roster, contributor))
                .count();
        boolean unmappedAccepted = ruling.accepts(Rule.Finding.UNMAPPED_AUTHORS);
        parts.add(Admissions.check(
                unmapped == 0 || unmappedAccepted,
                "authors",
                "all known as persons" + (unmappedAccepted ? " (not required by this rule)" : ""),
                unmapped == 0 ? "all known" : unmapped + " not known",
                ReasonCode.AUTHOR_UNMAPPED));
        trigger(ruling, change, parts);
        // What was erased since was never read, as far as anybody can tell.
        boolean complete = change.complete()
                && change.ownership().owners().isKnown()
                && change.ownership().policies().isKnown();
        boolean incompleteAccepted = ruling.accepts(Rule.Finding.INCOMPLETE_CHANGE);
        parts.add(Admissions.check(
                complete || incompleteAccepted,
                "comparison",
                "read in full" + (incompleteAccepted ? " (not required by this rule)" : ""),
                complete ? "read in full" : "incomplete",
                ReasonCode.CHANGE_INCOMPLETE));
    }

    /** Said only of hosts that know when they cannot tell. */
    private static void trigger(Ruling ruling, Change change, List<Explanation> parts) {
        boolean unknown = change.contributors().stream()
                .anyMatch(somebody -> somebody.role() == Contributor.Role.TRIGGER && somebody.account() == null);
        if (unknown) {
            boolean accepted = ruling.accepts(Rule.Finding.UNKNOWN_TRIGGER);
            parts.add(Admissions.check(
                    accepted,
                    "trigger",
                    "a known person" + (accepted ? " (not required by this rule)" : ""),
                    "unknown",
                    ReasonCode.TRIGGER_UNKNOWN));
        }
    }

    /** Said only where a rule demands more than any gate gives. */
    private static void assurance(Ruling ruling, Proposal proposal, List<Explanation> parts) {
        Assurance least = ruling.assurance();
        if (least != Assurance.EMBEDDED) {
            parts.add(Admissions.check(
                    proposal.assurance().compareTo(least) >= 0,
                    "assurance",
                    least.word(),
                    proposal.assurance().word(),
                    ReasonCode.ASSURANCE_TOO_LOW));
        }
    }

    private static void justification(Ruling ruling, Proposal proposal, List<Explanation> parts) {
        Personal<String> given = proposal.justification();
        if (ruling.isJustificationRequired()) {
            parts.add(Admissions.check(
                    given != null,
                    "justification",
                    "given",
                    given != null ? "given" : "none",
                    ReasonCode.JUSTIFICATION_MISSING));
        }
        for (Rule rule : ruling.rules()) {
            Pattern form = rule.findings().justification();
            if (form != null && given != null) {
                String words = given.value();
                boolean matches = words != null && form.matcher(words).matches();
                parts.add(Admissions.check(
                        matches,
                        "justification",
                        "of the form " + form.pattern(),
                        matches ? "of that form" : "of another form",
                        ReasonCode.JUSTIFICATION_MISMATCH));
            }
        }
    }

    private static boolean isUnmapped(Roster roster, Contributor contributor) {
        return contributor.account() == null || !roster.knows(contributor.account());
    }
}
