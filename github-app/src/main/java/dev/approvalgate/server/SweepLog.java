package dev.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.gate.SweepObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what becomes of tokens when they are put to the policy again. */
final class SweepLog implements SweepObserver {

    private static final Logger LOG = LoggerFactory.getLogger("tokens");

    @Override
    public void died(RequestId request, DeathCause cause) {
        LOG.warn("the tokens of request {} died: {}", request, cause.code());
    }

    @Override
    public void undecided(RequestId request, GateException why) {
        LOG.warn(
                "it cannot be told now whether the tokens of request {} may live on; asking again: {}: {}",
                request,
                why.reason().code(),
                why.getMessage());
    }
}
