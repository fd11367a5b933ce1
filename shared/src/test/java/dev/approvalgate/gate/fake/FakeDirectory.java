package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every account is active until a test says otherwise. */
public final class FakeDirectory implements Directory {

    private final Map<Account, AccountStanding> standings = new ConcurrentHashMap<>();
    private final Map<ExternalGroup, Set<Account>> members = new ConcurrentHashMap<>();
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
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        if (unreadable) {
            throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "the directory was told to fail");
        }
        var found = new HashMap<Account, AccountStanding>();
        accounts.forEach(account -> found.put(account, standings.getOrDefault(account, AccountStanding.ACTIVE)));
        return found;
    }

    /** Says who is in a group of another system from now on. */
    public void members(ExternalGroup group, Account... accounts) {
        members.put(group, Set.of(accounts));
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        if (unreadable && !groups.isEmpty() && freshness != Freshness.KNOWN) {
            throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "the directory was told to fail");
        }
        var found = new HashMap<ExternalGroup, Set<Account>>();
        groups.forEach(group -> found.put(group, members.getOrDefault(group, Set.of())));
        return found;
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        return Map.of();
    }
}
