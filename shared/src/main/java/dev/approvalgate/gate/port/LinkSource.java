package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.AccountLinks;

/** Which accounts people have linked with each other. */
@FunctionalInterface
public interface LinkSource {

    /** Nobody links anything. */
    LinkSource NONE = () -> AccountLinks.NONE;

    /**
     * {@return the links as they are recorded now}
     *
     * @throws GateException with {@code store_failed}
     */
    AccountLinks current();
}
