package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.gate.Remembered;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whom the names in CODEOWNERS mean now, by GitHub's rules: accounts that may write to the repository, and teams that can be seen and
 * that the repository has given write access. Whoever else is named, by an e-mail address above all, has no authority. Answers are kept
 * for a minute.
 */
final class OwnerNames {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 10_000;

    /** With this, GitHub says what a team may do with a repository; without, only whether it may do anything. */
    private static final String WITH_PERMISSIONS = "application/vnd.github.v3.repository+json";

    private final GitHubHttp http;
    private final Remembered<Name, Optional<ExternalGroup>> known;

    OwnerNames(GitHubHttp http) {
        this.http = http;
        this.known = new Remembered<>(KEPT, MOST_KEPT, http.clock());
    }

    private record Name(RunAddress repository, String name) {}

    /**
     * {@return whom a name means in a repository, as a group that can be read again: the team, or the account as long as it may write; empty
     * where GitHub does not know or not heed it}
     */
    Optional<ExternalGroup> find(RunAddress at, String name) {
        if (!name.startsWith("@")) {
            return Optional.empty();
        }
        var repository = new RunAddress(at.installation(), at.repositoryId(), at.owner(), at.repo(), 0);
        return known.recent(new Name(repository, name.toLowerCase(Locale.ROOT)), this::read);
    }

    private Optional<ExternalGroup> read(Name name) {
        String[] parts = name.name().substring(1).split("/", 2);
        RunAddress at = name.repository();
        return parts.length == 1 ? orNobody(() -> account(at, parts[0])) : orNobody(() -> team(at, parts[0], parts[1]));
    }

    private Optional<ExternalGroup> account(RunAddress at, String login) {
        JsonNode found =
                http.get(at.installation(), Route.repo(at.owner(), at.repo(), "collaborators", login, "permission"));
        GitHubAccount account = GitHubAccount.of(found.path("user"));
        return account == null || !RepositoryWriters.mayWrite(found)
                ? Optional.empty()
                : Optional.of(ExternalGroup.githubWriter(
                        http.settings().realm(), at.installation(), at.repositoryId(), account.id()));
    }

    private Optional<ExternalGroup> team(RunAddress at, String organization, String slug) {
        Route route = Route.of("orgs", organization, "teams", slug);
        JsonNode team = http.get(at.installation(), route);
        JsonNode repository = http.get(
                at.installation(),
                Route.of("orgs", organization, "teams", slug, "repos", at.owner(), at.repo()),
                WITH_PERMISSIONS);
        boolean heeded = !team.path("privacy").asText().equals("secret")
                && repository.path("id").asLong() == at.repositoryId()
                && repository.path("permissions").path("push").asBoolean(false);
        return heeded
                ? Optional.of(ExternalGroup.githubTeam(
                        http.settings().realm(), Json.number(team.path("organization"), "id"), Json.number(team, "id")))
                : Optional.empty();
    }

    /** What we may not see, GitHub may not heed either; a rule that asks for these owners is refused then. */
    private static Optional<ExternalGroup> orNobody(Supplier<Optional<ExternalGroup>> read) {
        try {
            return read.get();
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
