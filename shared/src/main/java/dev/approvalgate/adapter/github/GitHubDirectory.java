package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What GitHub says of its accounts. Answers are kept for a minute. Accounts of other systems are unknown here. */
public final class GitHubDirectory implements Directory {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 10_000;

    private final GitHubHttp http;
    private final Supplier<OptionalLong> installation;
    private final Map<Account, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(AccountStanding standing, Instant at) {}

    /** Asks with the token of whichever installation of the App comes first. */
    public GitHubDirectory(GitHubHttp http) {
        this(http, new AnyInstallation(http));
    }

    GitHubDirectory(GitHubHttp http, Supplier<OptionalLong> installation) {
        this.http = http;
        this.installation = installation;
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        var standings = new HashMap<Account, AccountStanding>();
        for (Account account : accounts) {
            standings.put(account, standing(account));
        }
        return standings;
    }

    private AccountStanding standing(Account account) {
        boolean ours = account.kind() == AccountKind.GITHUB
                && account.realm().equals(http.settings().realm());
        if (!ours || Numbers.parse(account.id()).isEmpty()) {
            return AccountStanding.UNKNOWN;
        }
        Instant now = http.clock().instant();
        Seen known = seen.get(account);
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(KEPT))) {
            return known.standing();
        }
        AccountStanding standing = GitHubProblem.translating(ReasonCode.DIRECTORY_UNREADABLE, () -> read(account.id()));
        if (seen.size() >= MOST_KEPT) {
            seen.clear();
        }
        seen.put(account, new Seen(standing, now));
        return standing;
    }

    private AccountStanding read(String id) {
        long reader = installation
                .get()
                .orElseThrow(() -> new GateException(
                        ReasonCode.DIRECTORY_UNREADABLE,
                        "the GitHub App is installed nowhere, so that accounts cannot be looked up; install it"));
        try {
            JsonNode user = http.get(reader, Route.of("user", id));
            if (Json.number(user, "id") != Long.parseLong(id)) {
                return AccountStanding.UNKNOWN;
            }
            // GitHub Enterprise Server tells of suspensions; github.com answers 404 for suspended users.
            if (user.path("suspended_at").isTextual()) {
                return AccountStanding.DEACTIVATED;
            }
            return Json.text(user, "type").equals("User") ? AccountStanding.ACTIVE : AccountStanding.BOT;
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return AccountStanding.UNKNOWN;
            }
            throw e;
        }
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        if (groups.isEmpty()) {
            return Map.of();
        }
        throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "groups of GitHub cannot be read yet");
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        return Map.of();
    }
}
