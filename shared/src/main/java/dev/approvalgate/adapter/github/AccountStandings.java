package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.Optional;

/** What GitHub says of single accounts. */
final class AccountStandings {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 10_000;

    private final GitHubHttp http;
    private final Installations installations;
    private final Remembered<Account, String> names;
    private final Remembered<Account, AccountStanding> seen;

    AccountStandings(GitHubHttp http, Installations installations, Remembered<Account, String> names) {
        this.http = http;
        this.installations = installations;
        this.names = names;
        this.seen = new Remembered<>(KEPT, MOST_KEPT, http.clock());
    }

    /** {@return an account's standing; empty where nobody may be asked and nothing is remembered} */
    Optional<AccountStanding> of(Account account, Freshness freshness) {
        boolean ours = account.kind() == AccountKind.GITHUB
                && account.realm().equals(http.settings().realm());
        if (!ours || Numbers.parse(account.id()).isEmpty()) {
            return Optional.of(AccountStanding.UNKNOWN);
        }
        return seen.get(account, freshness, asked -> GitHubProblem.inDirectory(() -> read(asked)));
    }

    private AccountStanding read(Account account) {
        long reader = installations
                .any()
                .orElseThrow(() -> new GateException(
                        ReasonCode.DIRECTORY_UNREADABLE,
                        "the GitHub App is installed nowhere, so that accounts cannot be looked up; install it"));
        try {
            JsonNode user = http.get(reader, Route.of("user", account.id()));
            if (Json.number(user, "id") != Long.parseLong(account.id())) {
                return AccountStanding.UNKNOWN;
            }
            names.put(account, Json.text(user, "login"));
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
}
