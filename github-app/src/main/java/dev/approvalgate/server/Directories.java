package dev.approvalgate.server;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the directory of each account's and group's own system. Accounts of systems that are not connected are unknown, and their groups
 * cannot be read.
 */
final class Directories implements Directory {

    private final Map<AccountKind, Directory> directories;

    Directories(Map<AccountKind, Directory> directories) {
        this.directories = Map.copyOf(directories);
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        var standings = new HashMap<Account, AccountStanding>();
        accounts.stream().collect(Collectors.groupingBy(Account::kind)).forEach((kind, some) -> {
            Directory directory = directories.get(kind);
            if (directory == null) {
                some.forEach(account -> standings.put(account, AccountStanding.UNKNOWN));
            } else {
                standings.putAll(directory.standings(some, freshness));
            }
        });
        return standings;
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        var members = new HashMap<ExternalGroup, Set<Account>>();
        groups.stream().collect(Collectors.groupingBy(ExternalGroup::members)).forEach((kind, some) -> {
            Directory directory = directories.get(kind);
            if (directory != null) {
                members.putAll(directory.members(some, freshness));
            } else if (freshness != Freshness.KNOWN) {
                throw new GateException(
                        ReasonCode.DIRECTORY_UNREADABLE,
                        some.get(0) + " cannot be read: " + kind.label() + " is not connected");
            }
        });
        return members;
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        var names = new HashMap<Account, String>();
        directories.values().forEach(directory -> names.putAll(directory.names(accounts)));
        return names;
    }
}
