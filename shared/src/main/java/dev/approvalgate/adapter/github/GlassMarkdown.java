package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.ApprovalEvent.EmergencyReviewed;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say of an emergency in GitHub's Markdown. Where everybody can read it that it happened is said, and whether others
 * have looked at it; not who, and not why.
 */
final class GlassMarkdown {

    private static final int MOST_REASON = 2000;

    private final ReviewView view;
    private final ShownPeople people;

    /**
     * Speaks of one request.
     *
     * @param people what may be said of persons, whose view has names that are inert in Markdown
     */
    GlassMarkdown(ShownPeople people) {
        this.view = people.view();
        this.people = people;
    }

    /** {@return where glass can be broken: never here, since a click carries no reason; empty where nobody may} */
    Optional<String> whereToBreak() {
        return view.mayBreakGlass()
                ? Optional.of("**In an emergency** glass can be broken, with a reason: "
                        + Elsewhere.of(view, "break glass in", "where else the request is shown"))
                : Optional.empty();
    }

    /** {@return why it happened at once and how its review stands; nothing where nobody broke glass} */
    List<String> told() {
        return view.request().glass().map(this::told).orElse(List.of());
    }

    private List<String> told(GlassBroken broken) {
        var lines = new ArrayList<String>();
        if (people.areNamed()) {
            lines.add("**Why it could not wait:** " + Inert.code(broken.reason().or("[erased]"), MOST_REASON));
        }
        lines.add(view.request().reviewed().map(this::reviewed).orElseGet(() -> open(broken)));
        return lines;
    }

    private String open(GlassBroken broken) {
        String by = people.areNamed() ? Wording.reviewers(view) : "somebody else";
        return view.isReviewOverdue()
                ? "**Review overdue** since " + Wording.time(broken.reviewBy())
                        + ": nobody can break glass for this pipeline again until it is reviewed by " + by
                : "**To be reviewed** until " + Wording.time(broken.reviewBy()) + " by " + by;
    }

    private String reviewed(EmergencyReviewed reviewed) {
        Personal<String> reason = reviewed.reason();
        return "**Reviewed** by " + people.name(reviewed.person()) + " at " + Wording.time(reviewed.at())
                + (people.areNamed() && reason != null ? ": " + Inert.code(reason.or("[erased]"), MOST_REASON) : "");
    }

    /** {@return the same in a sentence for where there is little room; empty where nobody broke glass} */
    String inShort() {
        return view.request()
                .glass()
                .map(broken -> view.awaitsReview()
                        ? " Others have to review it until " + Wording.time(broken.reviewBy()) + "."
                        : " It has been reviewed.")
                .orElse("");
    }
}
