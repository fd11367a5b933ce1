package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.ReviewView;

/** The way back to a CI host. Calls throw {@link GateException} with {@code host_unreachable} where trying again makes sense. */
public interface DecisionSink {

    /** {@return the kind of {@link dev.approvalgate.domain.approval.HostRef} it serves} */
    String kind();

    /** Tells the host that the request waits, and for whom. Best effort for people who look at the run. */
    void waiting(ReviewView view);

    /**
     * Tells the host the decision. Looks first whether the run still waits, and whether it is still the approved attempt; never lets
     * another attempt pass.
     *
     * @return what the host was told, or why there was nobody to tell, such as {@code approved}, {@code rejected},
     *     {@code no_longer_waiting}
     */
    String deliver(ReviewView view);
}
