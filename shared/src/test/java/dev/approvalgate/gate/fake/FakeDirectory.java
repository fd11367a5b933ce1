package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every account is active until a test says otherwise. */
public final class FakeDirectory implements Directory {

    private final Map<Account, AccountStanding> standings = new ConcurrentHashMap<>();
    private volatile boolean unreadable;

    /** Says what an account's system says of it from now on. */
    public void says(Account account, AccountStanding standing) {
        standings.put(account, standing);
    }

    /** Makes every look-up fail, or work again. */
    public void unreadable(boolean now) {
        unreadable = now;
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts) {
        if (unreadable) {
            throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "the directory was told to fail");
        }
        var found = new HashMap<Account, AccountStanding>();
        accounts.forEach(account -> found.put(account, standings.getOrDefault(account, AccountStanding.ACTIVE)));
        return found;
    }
}
