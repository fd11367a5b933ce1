package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.token.TokenGrant;
import java.time.Instant;

/** Whether there is still something to take back: an approval that a token can be minted from, or a token that lives. */
final class Revocable {

    private final Ports ports;
    private final Judge judge;

    Revocable(Ports ports) {
        this.ports = ports;
        this.judge = new Judge(ports);
    }

    boolean isSo(ApprovalRequest request, TokenGrant grant) {
        if (!request.isAllowed()) {
            return false;
        }
        Instant now = ports.clock().instant();
        if (!grant.live(now).isEmpty()) {
            return true;
        }
        if (grant.isClosed()) {
            return false;
        }
        Instant decided = request.decision().orElseThrow().at();
        // Where no rule applies nothing is minted now, but a rule may come back, and would find the approval as it was.
        return judge.ruling(request)
                .map(ruling -> now.isBefore(decided.plus(ruling.validity())))
                .orElse(true);
    }

    /** Looks at the request's tokens too. */
    boolean isSo(ApprovalRequest request) {
        return request.isAllowed()
                && isSo(
                        request,
                        TokenGrant.of(
                                ports.events().read(request.ask().id().value()).events()));
    }
}
