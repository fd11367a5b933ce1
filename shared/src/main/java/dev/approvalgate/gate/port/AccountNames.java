package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import java.util.Optional;

/** How accounts call themselves where they live, to show them to people. Names can be changed by their bearer and have no authority. */
@FunctionalInterface
public interface AccountNames {

    /**
     * {@return the name as it is now; empty where there is no such account, or its system is not connected}
     *
     * @throws GateException with {@code directory_unreadable}
     */
    Optional<String> nameOf(Account account);
}
