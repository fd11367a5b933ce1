package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import java.util.Map;
import java.util.Set;

/**
 * What the systems that accounts live in say of accounts and groups, at one moment.
 *
 * @param standings what is said of each account; of an account that is missing nothing is known
 * @param members who is in each group; a group that is missing could not be read
 * @param names how accounts call themselves, to show them; has no authority
 * @param links which accounts are one human's
 */
public record DirectorySnapshot(
        Map<Account, AccountStanding> standings,
        Map<ExternalGroup, Set<Account>> members,
        Map<Account, String> names,
        AccountLinks links) {

    /** Nothing is known. */
    public static final DirectorySnapshot EMPTY =
            new DirectorySnapshot(Map.of(), Map.of(), Map.of(), AccountLinks.NONE);

    public DirectorySnapshot {
        standings = Map.copyOf(standings);
        members = Map.copyOf(members);
        names = Map.copyOf(names);
    }
}
