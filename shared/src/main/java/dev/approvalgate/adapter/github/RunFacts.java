package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run, as GitHub's API tells it now.
 *
 * @param address where it is, with the repository's name as it is now
 * @param attempt from 1; grows with each re-run
 * @param headSha full id of its head commit
 * @param path path of the workflow file, without a ref
 * @param event what started it
 * @param status GitHub's word, such as {@code waiting} or {@code completed}
 * @param branch the branch or tag, or an empty text where GitHub names none
 * @param ownerId immutable id of the repository's owner
 * @param isPrivate whether the repository is hidden from the public
 * @param actor who caused it, or {@code null}
 * @param triggeringActor who started this attempt, or {@code null}
 */
public record RunFacts(
        RunAddress address,
        int attempt,
        String headSha,
        String path,
        String event,
        String status,
        String branch,
        long ownerId,
        boolean isPrivate,
        @Nullable GitHubAccount actor,
        @Nullable GitHubAccount triggeringActor) {

    private static final String COMMIT = "[0-9a-f]{40}|[0-9a-f]{64}";

    /** {@return whether nothing of it can happen any more in this attempt} */
    public boolean isCompleted() {
        return status.equals("completed");
    }

    /** Reads a run and compares what it says of itself with what was asked for. */
    static RunFacts of(JsonNode run, RunAddress asked) {
        JsonNode repository = run.path("repository");
        long repositoryId = Json.number(repository, "id");
        if (repositoryId != asked.repositoryId() || Json.number(run, "id") != asked.runId()) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    asked.fullName() + " is not repository " + asked.repositoryId()
                            + " any more, or does not hold that run; nothing is decided for it");
        }
        String headSha = Json.text(run, "head_sha");
        if (!headSha.matches(COMMIT)) {
            throw new GateException(ReasonCode.HOST_UNREACHABLE, "GitHub's answer names no full commit id");
        }
        String path = Json.text(run, "path");
        int at = path.indexOf('@');
        return new RunFacts(
                new RunAddress(
                        asked.installation(),
                        repositoryId,
                        Json.text(repository.path("owner"), "login"),
                        Json.text(repository, "name"),
                        asked.runId()),
                (int) Json.number(run, "run_attempt"),
                headSha,
                at < 0 ? path : path.substring(0, at),
                Json.text(run, "event"),
                Json.text(run, "status"),
                run.path("head_branch").asText(""),
                Json.number(repository.path("owner"), "id"),
                repository.path("private").asBoolean(false),
                GitHubAccount.of(run.path("actor")),
                GitHubAccount.of(run.path("triggering_actor")));
    }
}
