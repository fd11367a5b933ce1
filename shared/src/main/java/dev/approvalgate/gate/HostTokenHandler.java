package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.token.HostGrants;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Has tokens of the CI host revoked there once they are dead here: by a death that is recorded, by their time, or because they never
 * were recorded.
 */
final class HostTokenHandler implements WorkHandler {

    private final Ports ports;
    private final Journal journal;
    private final EndRequest endings;

    HostTokenHandler(Ports ports, Journal journal, EndRequest endings) {
        this.ports = ports;
        this.journal = journal;
        this.endings = endings;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.HOST_TOKEN_REVOKE;
    }

    @Override
    public void handle(WorkItem item) {
        var request = new RequestId(item.requiredRequest());
        String token = item.required("token");
        Instant now = ports.clock().instant();
        Optional<TokenEvent.Minted> living = TokenGrant.of(journal.load(request).events()).live(now).stream()
                .filter(one -> one.id().equals(token))
                .findFirst();
        if (living.isPresent()) {
            TokenEvent.Minted minted = living.get();
            // Under the same key: a death that is recorded meanwhile makes it due at once.
            ports.work().add(HostGrants.revocation(request, token, minted.at(), minted.expiresAt()));
            return;
        }
        ports.hostGrants().revoke(token);
    }

    @Override
    public void giveUp(WorkItem item, GateException last) {
        ports.hostGrants().forget(item.required("token"));
        endings.effectGivenUp(new RequestId(item.requiredRequest()), kind().code(), last);
    }
}
