package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.List;

/** What there is to say of an approval that is taken back: what it means, and afterwards who did it and why. */
final class RevocationLines {

    /** What it means, for whoever is about to. */
    static final List<Line> MEANING = List.of(
            Line.of("Tokens that were minted of this approval die at once, wherever the gate is asked about them."),
            Line.of("No other token is minted of it. The pipeline has to ask anew."),
            Line.of("What the pipeline has done already, and what it does without a token, is not undone."));

    private static final int NAME = 80;
    private static final int REASON = 600;

    private RevocationLines() {}

    /** {@return who took it back, when and why; nothing where nobody has} */
    static List<Line> told(ReviewView view) {
        return view.request().revoked().map(revoked -> told(view, revoked)).stream()
                .toList();
    }

    private static Line told(ReviewView view, ApprovalRevoked revoked) {
        PersonId person = revoked.person();
        return new Line()
                .say("⛔ ")
                .strong("Revoked by ")
                .showStrong(person == null ? Wording.OPERATOR : view.nameOf(person), NAME)
                .say(": “")
                .show(revoked.reason().or("[erased]"), REASON)
                .say("” · ")
                .time(revoked.at());
    }
}
