package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What GitHub says of its accounts and teams, and of who may write to a repository. Answers count as recent for a minute. Accounts of other systems are unknown here, and teams
 * of other systems cannot be read.
 */
public final class GitHubDirectory implements Directory {

    private static final int MOST_NAMES = 50_000;

    private final Remembered<Account, String> names;
    private final AccountStandings standings;
    private final TeamMembers teams;
    private final RepositoryWriters writers;

    /** Asks with the tokens of the App's installations: of a team's or repository's own, and for accounts of whichever comes first. */
    public GitHubDirectory(GitHubHttp http) {
        var installations = new Installations(http);
        this.names = new Remembered<>(Duration.ZERO, MOST_NAMES, http.clock());
        this.standings = new AccountStandings(http, installations, names);
        this.teams = new TeamMembers(http, installations, names);
        this.writers = new RepositoryWriters(http, names);
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        return Remembered.all(accounts, account -> standings.of(account, freshness));
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> asked, Freshness freshness) {
        return Remembered.all(
                asked,
                group -> group.kind() == ExternalGroup.Kind.GITHUB_WRITER
                        ? writers.of(group, freshness)
                        : teams.of(group, freshness));
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        return Remembered.all(accounts, names::known);
    }
}
