package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.gate.PolicyReplay.Replayed;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a request was decided, or what it still needs.
 *
 * @param request the request as it stands
 * @param outcome in lower case, such as {@code pending} or {@code approved}
 * @param explanation why
 * @param unread groups of other systems that were needed, could not be read, and were taken for empty
 */
public record Explained(ApprovalRequest request, String outcome, Explanation explanation, Set<ExternalGroup> unread) {

    public Explained {
        unread = Set.copyOf(unread);
    }

    /** {@return how a request was decided, as it was recorded then; empty where nothing is} */
    public static Optional<Explained> recorded(ApprovalRequest request) {
        return request.settledBecause().map(why -> new Explained(request, outcome(request), why, Set.of()));
    }

    /** {@return what a policy says of a request} */
    public static Explained by(Replayed replayed) {
        return new Explained(
                replayed.request(),
                replayed.answer().verdict().name().toLowerCase(Locale.ROOT),
                replayed.answer().explanation(),
                replayed.unread());
    }

    private static String outcome(ApprovalRequest request) {
        return request.decision()
                .map(Decision::outcome)
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .orElse("pending");
    }
}
