package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether single accounts may write to a repository: without that GitHub heeds no code owner, however CODEOWNERS names them. */
final class RepositoryWriters {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 10_000;

    private final GitHubHttp http;
    private final Remembered<Account, String> names;
    private final Remembered<ExternalGroup, Set<Account>> seen;

    RepositoryWriters(GitHubHttp http, Remembered<Account, String> names) {
        this.http = http;
        this.names = names;
        this.seen = new Remembered<>(KEPT, MOST_KEPT, http.clock());
    }

    /** {@return the account, if it may write; empty where nobody may be asked and nothing is remembered} */
    Optional<Set<Account>> of(ExternalGroup writer, Freshness freshness) {
        return seen.get(writer, freshness, asked -> GitHubProblem.inDirectory(() -> read(asked)));
    }

    private Set<Account> read(ExternalGroup writer) {
        List<Long> ids = ids(writer);
        if (!writer.realm().equals(http.settings().realm()) || ids.size() != 3) {
            throw unreadable(writer, "is not of " + http.settings().realm());
        }
        long reader = ids.get(0);
        if (!http.reaches(reader)) {
            throw unreadable(writer, "is of an installation of the GitHub App that is gone");
        }
        try {
            // Names change hands: the account's own is read for its number, and what is said of the name must be said
            // of that number.
            String login = Json.text(http.get(reader, Route.of("user", ids.get(2))), "login");
            JsonNode found =
                    http.get(reader, Route.of("repositories", ids.get(1), "collaborators", login, "permission"));
            GitHubAccount account = GitHubAccount.of(found.path("user"));
            if (account == null || account.id() != ids.get(2) || !mayWrite(found)) {
                return Set.of();
            }
            Account writing = account.in(http.settings().realm());
            names.put(writing, account.login());
            return Set.of(writing);
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return Set.of();
            }
            throw e;
        }
    }

    /** {@return whether GitHub's answer about a collaborator's permission lets them write} */
    static boolean mayWrite(JsonNode answer) {
        String permission = answer.path("permission").asText();
        return permission.equals("write") || permission.equals("admin");
    }

    private static List<Long> ids(ExternalGroup writer) {
        var ids = new ArrayList<Long>();
        for (String id : writer.id().split("/", -1)) {
            Numbers.parse(id).ifPresent(ids::add);
        }
        return ids;
    }

    private static GateException unreadable(ExternalGroup writer, String why) {
        return new GateException(
                ReasonCode.DIRECTORY_UNREADABLE, writer + " " + why + ", so that nobody can tell whether it may write");
    }
}
