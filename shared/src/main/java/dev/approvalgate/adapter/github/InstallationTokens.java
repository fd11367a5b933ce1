package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.GitHubPermission;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.gate.port.HostTokens;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Installation tokens of the App, narrowed. What GitHub says that it minted is compared with what was asked for: a token that reaches
 * farther is revoked and never passed on.
 */
public final class InstallationTokens implements HostTokens {

    private final GitHubHttp http;

    /** Mints over a connection. */
    public InstallationTokens(GitHubHttp http) {
        this.http = http;
    }

    @Override
    public String audience() {
        return http.settings().api().uri().toString();
    }

    @Override
    public Minted mint(HostRef host, GitHubTerms terms) {
        if (!host.kind().equals(RunAddress.KIND)) {
            throw notAllowed("the request did not come from a run on GitHub, so no installation speaks for it");
        }
        Route route = Route.of("app", "installations", RunAddress.of(host).installation(), "access_tokens");
        JsonNode answer = ask(route, terms);
        Secret value = Secret.of(Json.text(answer, "token"));
        try {
            if (!isNarrow(answer, terms)) {
                throw notAllowed("GitHub's token reaches farther than what was asked for");
            }
            return new Minted(value, Instant.parse(Json.text(answer, "expires_at")));
        } catch (DateTimeException e) {
            revoke(value);
            throw new GateException(ReasonCode.HOST_UNREACHABLE, "GitHub's answer says no time in expires_at", e);
        } catch (GateException e) {
            revoke(value);
            throw e;
        }
    }

    private JsonNode ask(Route route, GitHubTerms terms) {
        var permissions = new TreeMap<String, String>();
        terms.permissions().forEach((permission, access) -> permissions.put(permission.code(), access.code()));
        byte[] body = Json.write(
                Map.of("repository_ids", terms.repositories().stream().sorted().toList(), "permissions", permissions));
        try {
            return Json.read(http.asApp("POST", route, body).body());
        } catch (GitHubProblem e) {
            if (e.status() == 422 || e.status() == 403 || e.isNotFound()) {
                throw notAllowed("GitHub lets the App have no such token (" + e.status()
                        + "): it lacks a permission, or is not installed where one of the repositories is");
            }
            throw e;
        }
    }

    /** GitHub always adds the permission to read names and the like. */
    private static boolean isNarrow(JsonNode answer, GitHubTerms terms) {
        Set<Long> repositories = new HashSet<>();
        answer.path("repositories").forEach(repository -> repositories.add(Json.number(repository, "id")));
        boolean permitted = answer.path("permissions").properties().stream()
                .allMatch(
                        entry -> covers(terms, entry.getKey(), entry.getValue().asText()));
        return permitted
                && answer.path("permissions").isObject()
                && !repositories.isEmpty()
                && terms.repositories().containsAll(repositories);
    }

    private static boolean covers(GitHubTerms terms, String name, String level) {
        if (name.equals(GitHubPermission.METADATA.code()) && level.equals(GitHubPermission.Access.READ.code())) {
            return true;
        }
        return terms.permissions().entrySet().stream()
                .anyMatch(entry -> entry.getKey().code().equals(name)
                        && (entry.getValue() == GitHubPermission.Access.WRITE
                                || level.equals(GitHubPermission.Access.READ.code())));
    }

    @Override
    public void revoke(Secret token) {
        try {
            http.asBearer(token, "DELETE", Route.of("installation", "token"));
        } catch (GitHubProblem e) {
            // GitHub knows no such token (any more).
            if (e.status() != 401) {
                throw new GateException(ReasonCode.HOST_UNREACHABLE, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static GateException notAllowed(String why) {
        return new GateException(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED, why);
    }
}
