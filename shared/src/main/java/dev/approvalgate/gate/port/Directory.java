package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.AccountStanding;
import java.util.Collection;
import java.util.Map;

/** What the systems that accounts live in say of them now. */
public interface Directory {

    /**
     * {@return the standing of each account}
     *
     * @throws GateException with {@code directory_unreadable}; nobody's vote may count then
     */
    Map<Account, AccountStanding> standings(Collection<Account> accounts);
}
