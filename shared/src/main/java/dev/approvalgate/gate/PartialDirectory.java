package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directory for questions that decide nothing: groups that cannot be read are left out and remembered instead of ending the question.
 * Nothing may be decided by it. Serves one question, of one thread; each group is asked for once.
 */
final class PartialDirectory implements Directory {

    /** Each failure may have taken a whole timeout, so after so many nothing more is asked. */
    private static final int MOST_FAILURES = 2;

    private final Directory directory;
    private final Map<ExternalGroup, Set<Account>> read = new HashMap<>();
    private final Set<ExternalGroup> unread = new HashSet<>();
    private int failures;

    PartialDirectory(Directory directory) {
        this.directory = directory;
    }

    /** {@return the groups that were asked for and could not be read} */
    Set<ExternalGroup> unread() {
        return Set.copyOf(unread);
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        List<ExternalGroup> fresh = groups.stream()
                .filter(group -> !read.containsKey(group) && !unread.contains(group))
                .distinct()
                .toList();
        if (!fresh.isEmpty() && !ask(fresh, freshness) && fresh.size() > 1) {
            // One of them may have spoiled the answer for all.
            fresh.forEach(group -> ask(List.of(group), freshness));
        }
        fresh.stream().filter(group -> !read.containsKey(group)).forEach(unread::add);
        var members = new HashMap<ExternalGroup, Set<Account>>();
        groups.stream().filter(read::containsKey).forEach(group -> members.put(group, read.get(group)));
        return members;
    }

    private boolean ask(Collection<ExternalGroup> groups, Freshness freshness) {
        if (failures >= MOST_FAILURES) {
            return false;
        }
        try {
            read.putAll(directory.members(groups, freshness));
            return true;
        } catch (GateException e) {
            if (e.reason() != ReasonCode.DIRECTORY_UNREADABLE) {
                throw e;
            }
            failures++;
            return false;
        }
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        return directory.standings(accounts, freshness);
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        return directory.names(accounts);
    }
}
