package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Decision;

/** One sign for each end, so that a channel can be read by its left edge. */
final class Icons {

    private Icons() {}

    static String of(Decision.Outcome outcome) {
        return switch (outcome) {
            case APPROVED -> "✅";
            case REJECTED -> "⛔";
            case REFUSED -> "🚫";
            case EXPIRED -> "⌛";
            case CANCELLED, SUPERSEDED -> "➖";
            case BROKEN_GLASS -> "🚨";
        };
    }
}
