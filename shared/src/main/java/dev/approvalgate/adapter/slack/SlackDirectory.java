package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What Slack says of its users and user groups. Answers count as recent for a minute. Accounts of other systems are unknown here,
 * accounts of other teams are foreign whatever Slack says of them, and groups of others cannot be read.
 */
public final class SlackDirectory implements Directory {

    private final UserStandings standings;
    private final UserGroups groups;

    /** Asks through a connection. */
    public SlackDirectory(SlackApi api) {
        this.standings = new UserStandings(api);
        this.groups = new UserGroups(api);
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        return Remembered.all(accounts, account -> standings.of(account, freshness));
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> asked, Freshness freshness) {
        return Remembered.all(asked, group -> groups.of(group, freshness));
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        return Remembered.all(accounts, standings::nameOf);
    }
}
