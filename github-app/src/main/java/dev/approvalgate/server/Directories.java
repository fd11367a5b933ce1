package dev.approvalgate.server;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the directory of each account's own system. Accounts of systems that are not connected are unknown. */
final class Directories implements Directory {

    private final Map<AccountKind, Directory> directories;

    Directories(Map<AccountKind, Directory> directories) {
        this.directories = Map.copyOf(directories);
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts) {
        var standings = new HashMap<Account, AccountStanding>();
        accounts.stream().collect(Collectors.groupingBy(Account::kind)).forEach((kind, some) -> {
            Directory directory = directories.get(kind);
            if (directory == null) {
                some.forEach(account -> standings.put(account, AccountStanding.UNKNOWN));
            } else {
                standings.putAll(directory.standings(some));
            }
        });
        return standings;
    }
}
