package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.requests.Standing;

/** How a request stands now, where that is known in this process: votes that decide nothing yet wake no step. */
final class Glance {

    private Glance() {}

    /** {@return how it stands now; as it was last seen where only a server knows} */
    static Standing at(Standing seen) {
        if (seen.state() != Standing.State.WAITING) {
            return seen;
        }
        try {
            return GateService.get()
                    .running()
                    .map(gate -> gate.standing(gate.reviews().view(new RequestId(seen.request()))))
                    .orElse(seen);
        } catch (GateException e) {
            Moves.LOG.debug("how {} stands cannot be told now", seen.request(), e);
            return seen;
        }
    }
}
