package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.ReviewView;
import java.util.List;

/** Which buttons a check run may carry. A click carries no reason, so a vote that needs one has no button. */
final class CheckButtons {

    private CheckButtons() {}

    static List<CheckAction> of(ReviewView view) {
        return List.of(Vote.Kind.APPROVE, Vote.Kind.REJECT).stream()
                .filter(kind -> view.request().isPending() && !needsReason(view, kind))
                .map(kind -> CheckAction.of(kind, view.ask().change().digest()))
                .toList();
    }

    static boolean needsReason(ReviewView view, Vote.Kind kind) {
        return view.voteReason() == VoteReason.ALWAYS
                || (view.voteReason() == VoteReason.ON_REJECT && kind == Vote.Kind.REJECT);
    }
}
