package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** All links that were ever made. Immutable. */
public final class AccountLinks {

    /** No links. */
    public static final AccountLinks NONE = new AccountLinks(List.of());

    private final Map<Account, List<AccountLink>> byAccount = new HashMap<>();

    /** Takes links, ended ones included. */
    public AccountLinks(Collection<AccountLink> links) {
        for (AccountLink link : links) {
            byAccount.computeIfAbsent(link.one(), account -> new ArrayList<>()).add(link);
            byAccount
                    .computeIfAbsent(link.other(), account -> new ArrayList<>())
                    .add(link);
        }
    }

    /** {@return the links of an account, oldest first} */
    public List<AccountLink> of(Account account) {
        return List.copyOf(byAccount.getOrDefault(account, List.of()));
    }

    /** {@return whether the account was ever linked} */
    public boolean knows(Account account) {
        return byAccount.containsKey(account);
    }

    /** {@return the account and all that are reached from it over links of a kind, nearest first} */
    public Set<Account> reach(Account start, Predicate<AccountLink> over) {
        if (!byAccount.containsKey(start)) {
            return Set.of(start);
        }
        var reached = new LinkedHashSet<Account>(Set.of(start));
        var next = new ArrayDeque<Account>(List.of(start));
        while (!next.isEmpty()) {
            Account at = next.remove();
            for (AccountLink link : byAccount.getOrDefault(at, List.of())) {
                Account there = link.from(at);
                if (over.test(link) && reached.add(there)) {
                    next.add(there);
                }
            }
        }
        return reached;
    }
}
