package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.port.ReviewChannel.Rendering;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check run says, in GitHub's Markdown. The same facts as elsewhere; where everybody can read it, without names and without the
 * justification. Depends on the view alone, so that the same view always reads the same.
 */
final class CheckSummary {

    /** GitHub's limit for a summary is 65,535 characters; well below it, and more than anybody reads. */
    private static final int LONGEST = 60_000;

    private static final int MOST_TEXT = 300;
    private static final int MOST_JUSTIFICATION = 2000;
    private static final String GAP = "\n\n";

    private final ReviewView view;
    private final ShownPeople people;
    private final GlassMarkdown glass;
    private final List<String> paragraphs = new ArrayList<>();

    private CheckSummary(ReviewView view) {
        this.view = view;
        this.people = ShownPeople.of(view);
        this.glass = new GlassMarkdown(people);
    }

    /**
     * What GitHub shows in two places.
     *
     * @param title one line of plain text
     * @param summary Markdown
     */
    record Parts(String title, String summary) {}

    static CheckSummary of(ReviewView view) {
        return new CheckSummary(view);
    }

    /** {@return both parts again} */
    static Parts parts(Rendering rendering) {
        int end = rendering.text().indexOf(GAP);
        return new Parts(rendering.text().substring(0, end), rendering.text().substring(end + GAP.length()));
    }

    Rendering rendering() {
        state();
        who();
        Personal<ChangeDetails> held = view.ask().change().details();
        ChangeDetails details = held.value();
        if (details == null) {
            paragraphs.add("The change's details have been erased.");
        } else {
            paragraphs.addAll(ChangeMarkdown.of(details, view.ask().change()));
        }
        votes();
        paragraphs.add("Request " + view.ask().id() + ", change "
                + view.ask().change().digest().prefix());
        return new Rendering(title() + GAP + bounded());
    }

    private String title() {
        if (view.request().revoked().isPresent()) {
            return Wording.REVOKED;
        }
        return view.request()
                .decision()
                .map(decision -> Wording.outcome(decision.outcome()) + review())
                .orElseGet(() -> Wording.progress(view)
                        .map(progress -> "Waiting: " + progress)
                        .orElse("Waiting"));
    }

    private String review() {
        if (!view.awaitsReview()) {
            return "";
        }
        return view.isReviewOverdue() ? ", review overdue" : ", to be reviewed";
    }

    private String bounded() {
        String text = String.join(GAP, paragraphs);
        if (text.length() <= LONGEST) {
            return text;
        }
        // Only whole paragraphs are left out, so that no code span is left open.
        var kept = new StringBuilder();
        int left = paragraphs.size();
        for (String paragraph : paragraphs) {
            if (kept.length() + paragraph.length() > LONGEST) {
                break;
            }
            kept.append(paragraph).append(GAP);
            left--;
        }
        return kept + "**" + Wording.plural(left, "section", "sections") + " left out: too long for GitHub**";
    }

    private void state() {
        Ask ask = view.ask();
        if (view.request().isPending()) {
            paragraphs.add("**Needed:** " + people.needed());
            paragraphs.add("**Until:** " + Wording.time(ask.terms().deadline()));
            reasonHint();
            glass.whereToBreak().ifPresent(paragraphs::add);
        } else {
            Decision decision = view.request().decision().orElseThrow();
            paragraphs.add("**" + Wording.outcome(decision.outcome()) + "** at " + Wording.time(decision.at()) + ": "
                    + people.outcome(decision));
            revoked();
            paragraphs.addAll(glass.told());
        }
    }

    private void revoked() {
        people.revoked()
                .ifPresent(who -> paragraphs.add("**" + who + "**"
                        + (people.areNamed()
                                ? ": "
                                        + Inert.code(
                                                view.request()
                                                        .revoked()
                                                        .orElseThrow()
                                                        .reason()
                                                        .or("[erased]"),
                                                MOST_JUSTIFICATION)
                                : "")));
    }

    /** Where a vote needs a reason there is no button for it here. */
    private void reasonHint() {
        boolean always = CheckButtons.needsReason(view, Vote.Kind.APPROVE);
        if (!always && !CheckButtons.needsReason(view, Vote.Kind.REJECT)) {
            return;
        }
        String what = always ? "Answers need a reason" : "A rejection needs a reason";
        paragraphs.add(what + ", which GitHub's buttons cannot carry: "
                + Elsewhere.of(view, "answer in", "answer where else the request is shown"));
    }

    private void who() {
        Ask ask = view.ask();
        var lines = new ArrayList<String>();
        lines.add("**Asks for:** " + ask.action() + " to "
                + Inert.code(ask.environment().display(), MOST_TEXT));
        lines.add("**Pipeline:** " + Inert.code(ask.requester().workload().pipeline(), MOST_TEXT) + " of "
                + Inert.code(ask.requester().subject(), MOST_TEXT) + ", run "
                + Inert.code(ask.requester().run().toString(), MOST_TEXT));
        if (people.areNamed()) {
            lines.add("**Service:** " + Inert.code(ask.service(), MOST_TEXT)
                    + (ask.requester().owner() == null
                            ? ""
                            : ", owned by " + Inert.code(ask.requester().owner(), MOST_TEXT)));
            Personal<String> why = ask.justification();
            if (why != null) {
                lines.add("**Why:** " + Inert.code(why.or("[erased]"), MOST_JUSTIFICATION));
            }
        }
        paragraphs.add(MarkdownList.of(lines));
    }

    private void votes() {
        var lines = new ArrayList<String>();
        for (Vote vote : view.request().votes()) {
            Personal<String> reason = vote.reason();
            lines.add(people.name(vote.person()) + " " + Wording.vote(vote.kind()) + " at " + Wording.time(vote.at())
                    + (people.areNamed() && reason != null
                            ? ": " + Inert.code(reason.or("[erased]"), MOST_JUSTIFICATION)
                            : ""));
        }
        if (!lines.isEmpty()) {
            paragraphs.add("**Votes**" + GAP + MarkdownList.of(lines));
        }
    }
}
