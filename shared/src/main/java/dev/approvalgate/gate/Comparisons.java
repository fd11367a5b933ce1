package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a change was compared with still counts as running. If its approval has been revoked since, the comparison leaves out what
 * was revoked: reviewers do not see it, and whoever wrote it is not barred.
 */
final class Comparisons {

    private final Ports ports;

    Comparisons(Ports ports) {
        this.ports = ports;
    }

    /** {@return why nobody may say yes to it any more; empty where there is nothing against it} */
    Optional<ReasonCode> bar(Ask ask) {
        ChangeDetails details = ask.change().details().value();
        if (details == null) {
            // Erased: nobody can tell any more.
            return Optional.of(ReasonCode.BASELINE_REVOKED);
        }
        Baseline baseline = details.running().value();
        return baseline == null || stands(baseline.request())
                ? Optional.empty()
                : Optional.of(ReasonCode.BASELINE_REVOKED);
    }

    /** What our ledger does not know of was let in by nobody. */
    private boolean stands(RequestId request) {
        List<DomainEvent> events = ports.events().read(request.value()).events();
        return !events.isEmpty() && ApprovalRequest.of(events).revoked().isEmpty();
    }

    Optional<GateException> refusal(Ask ask) {
        return bar(ask).map(
                        reason -> new GateException(
                                reason,
                                "request " + ask.id()
                                        + " was compared with a change whose approval has been revoked since; run the job again to ask anew"));
    }
}
