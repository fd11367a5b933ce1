package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;

/** Writes to one person in private. */
public interface Messenger {

    /** {@return the kind of accounts that it reaches} */
    AccountKind kind();

    /**
     * Writes to whoever holds an account.
     *
     * @param text lines of plain text; what comes from outside has been through {@link dev.approvalgate.gate.VisibleText}
     * @throws GateException with {@code channel_unreachable} where trying again makes sense
     */
    void tell(Account account, String text);
}
