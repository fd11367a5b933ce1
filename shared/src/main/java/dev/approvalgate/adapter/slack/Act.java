package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.ReviewView;

/** What somebody can do about a request by a click. The names are kept in the inbox and never change. */
enum Act {
    /** Votes for it. */
    APPROVE(Buttons.APPROVE, "Approve", Vote.Kind.APPROVE),
    /** Votes against it. */
    REJECT(Buttons.REJECT, "Reject", Vote.Kind.REJECT),
    /** Lets it happen at once, in an emergency. */
    BREAK_GLASS(Buttons.BREAK_GLASS, "Break glass", Vote.Kind.APPROVE),
    /** Says that somebody has looked at an emergency afterwards. */
    REVIEW(Buttons.REVIEW, "Reviewed", Vote.Kind.APPROVE),
    /** Takes an approval back. */
    REVOKE(Buttons.REVOKE, "Revoke", Vote.Kind.REJECT);

    private final String button;
    private final String label;
    private final Vote.Kind kind;

    Act(String button, String label, Vote.Kind kind) {
        this.button = button;
        this.label = label;
        this.kind = kind;
    }

    /** {@return the {@code action_id} of its button} */
    String button() {
        return button;
    }

    /** {@return what is written on its button, and above the dialog that it opens} */
    String label() {
        return label;
    }

    /** {@return as what the ledger knows an attempt that does not count} */
    Vote.Kind kind() {
        return kind;
    }

    /** {@return whether it opens a dialog, as the request stands; whoever comes too late is told so, not asked why} */
    boolean opensDialog(ReviewView view) {
        return switch (this) {
            case APPROVE, REJECT -> view.request().isPending() && view.asksForReason(kind);
            case BREAK_GLASS -> view.mayBreakGlass();
            case REVIEW -> view.awaitsReview();
            case REVOKE -> view.revocable();
        };
    }

    /** {@return whether its dialog can be sent without a reason} */
    boolean mayBeSilent() {
        return this == REVIEW;
    }
}
