package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.ApprovalEvent.EmergencyReviewed;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to say of an emergency: before it, what breaking glass means; afterwards who, why, and whether others have looked. */
final class GlassLines {

    private static final int NAME = 80;
    private static final int REASON = 600;

    private final ReviewView view;

    GlassLines(ReviewView view) {
        this.view = view;
    }

    /** {@return why it happened at once, and how its review stands; nothing where nobody broke glass} */
    List<Line> told() {
        return view.request().glass().map(this::told).orElse(List.of());
    }

    private List<Line> told(GlassBroken broken) {
        var lines = new ArrayList<Line>();
        Line why = new Line().strong("Why: ");
        quoted(why, broken.reason());
        lines.add(why);
        Optional<EmergencyReviewed> reviewed = view.request().reviewed();
        lines.add(reviewed.map(this::reviewed).orElseGet(() -> open(broken)));
        return lines;
    }

    private Line reviewed(EmergencyReviewed reviewed) {
        Line line = new Line()
                .say("🔎 Reviewed by ")
                .showStrong(view.nameOf(reviewed.person()), NAME)
                .say(" · ")
                .time(reviewed.at());
        Personal<String> reason = reviewed.reason();
        if (reason != null) {
            quoted(line.say(" · "), reason);
        }
        return line;
    }

    private Line open(GlassBroken broken) {
        if (!view.isReviewOverdue()) {
            return new Line()
                    .say("🔎 To be reviewed until ")
                    .time(broken.reviewBy())
                    .say(" by ")
                    .strong(Wording.reviewers(view));
        }
        return new Line()
                .say("⏰ ")
                .strong("Review overdue")
                .say(" since ")
                .time(broken.reviewBy())
                .say(": nobody can break glass for this pipeline again until it is reviewed by ")
                .strong(Wording.reviewers(view));
    }

    private static void quoted(Line line, @Nullable Personal<String> reason) {
        line.say("“").show(reason == null ? "" : reason.or("[erased]"), REASON).say("”");
    }

    /** {@return what breaking glass means, for whoever is about to} */
    static List<Line> meaning(BreakGlass terms) {
        return List.of(
                Line.of("It is approved at once, on your word alone. Nobody else is asked."),
                Line.of("A token lives " + Wording.duration(terms.lifetime()) + " at most then."),
                new Line()
                        .say("It must be reviewed within " + Wording.duration(terms.reviewWithin())
                                + " by somebody else, of ")
                        .show(
                                String.join(
                                        " or ",
                                        terms.reviewers().stream().sorted().toList()),
                                REASON)
                        .say("."),
                Line.of("While that review is overdue, nobody can break glass for this pipeline again."));
    }
}
