package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Told;
import dev.approvalgate.gate.Wording;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a build how its request stands. */
final class Standings {

    private Standings() {}

    /**
     * {@return how a request stands}
     *
     * @param page its page on the controller
     */
    static Standing of(ReviewView view, String page) {
        ApprovalRequest request = view.request();
        Decision decision = request.decision().orElse(null);
        ReasonCode reason = decision == null ? null : decision.reason();
        Told told = Told.of(view);
        return new Standing(
                request.ask().id().value(),
                state(request),
                outcome(request, decision),
                reason == null ? null : reason.code(),
                sentence(told, reason),
                told.decidedBy(),
                told.against().stream()
                        .map(said -> said.who() + ": " + said.words())
                        .toList(),
                request.ask().terms().deadline(),
                at(decision),
                page);
    }

    private static Standing.State state(ApprovalRequest request) {
        if (request.isPending()) {
            return Standing.State.WAITING;
        }
        return request.isAllowed() ? Standing.State.ALLOWED : Standing.State.DENIED;
    }

    private static String outcome(ApprovalRequest request, @Nullable Decision decision) {
        if (decision == null) {
            return "pending";
        }
        return request.revoked().isPresent()
                ? "revoked"
                : decision.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String sentence(Told told, @Nullable ReasonCode reason) {
        if (told.view().request().revoked().isPresent()) {
            return Wording.REVOKED + " (" + ReasonCode.APPROVAL_REVOKED.code() + ")";
        }
        return told.needed().or(told::outcome).orElse("") + (reason == null ? "" : " (" + reason.code() + ")");
    }

    private static @Nullable Instant at(@Nullable Decision decision) {
        return decision == null ? null : decision.at();
    }
}
