package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is in a team, child teams included, as GitHub counts. */
final class TeamMembers {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_MEMBERS = 5_000;

    private final GitHubHttp http;
    private final Installations installations;
    private final Remembered<Account, String> names;
    private final Remembered<ExternalGroup, Set<Account>> seen;

    TeamMembers(GitHubHttp http, Installations installations, Remembered<Account, String> names) {
        this.http = http;
        this.installations = installations;
        this.names = names;
        this.seen = new Remembered<>(KEPT, MOST_KEPT, http.clock());
    }

    /** {@return the members of a team; empty where nobody may be asked and nothing is remembered} */
    Optional<Set<Account>> of(ExternalGroup team, Freshness freshness) {
        return seen.get(team, freshness, asked -> GitHubProblem.inDirectory(() -> read(asked)));
    }

    private Set<Account> read(ExternalGroup team) {
        String[] ids = team.id().split("/", 2);
        Optional<Long> organization = Numbers.parse(ids[0]);
        Optional<Long> number = ids.length < 2 ? Optional.empty() : Numbers.parse(ids[1]);
        if (!team.realm().equals(http.settings().realm()) || organization.isEmpty() || number.isEmpty()) {
            throw unreadable(team, "is not one of " + http.settings().realm());
        }
        long reader = installations
                .of(organization.get())
                .orElseThrow(() -> unreadable(team, "is of an organization where the GitHub App is not installed"));
        Route route = Route.of("organizations", organization.get(), "team", number.get(), "members");
        try {
            return members(team, http.pages(reader, route, list -> list, MOST_MEMBERS));
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return Set.of();
            }
            throw e;
        }
    }

    private Set<Account> members(ExternalGroup team, List<JsonNode> listed) {
        if (listed.size() > MOST_MEMBERS) {
            throw unreadable(team, "has more than " + MOST_MEMBERS + " members");
        }
        var members = new HashSet<Account>();
        for (JsonNode member : listed) {
            GitHubAccount account = GitHubAccount.of(member);
            if (account != null) {
                Account found = account.in(http.settings().realm());
                names.put(found, account.login());
                members.add(found);
            }
        }
        return Set.copyOf(members);
    }

    private static GateException unreadable(ExternalGroup team, String why) {
        return new GateException(
                ReasonCode.DIRECTORY_UNREADABLE, team + " " + why + ", so that its members cannot be told");
    }
}
