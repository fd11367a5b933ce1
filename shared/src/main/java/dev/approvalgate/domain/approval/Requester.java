package dev.approvalgate.domain.approval;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param workload the verified pipeline
 * @param subject its subject in its issuer's words; shown only
 * @param run the execution that waits
 * @param identity id of the registered identity that it matched, or {@code null} if it matched none
 * @param owner the group that owns that identity, or {@code null}
 * @param triggeredBy the account that started the run, or {@code null} if unknown
 * @param claims further verified facts about the pipeline, by the name of the claim; no secrets
 */
public record Requester(
        WorkloadKey workload,
        String subject,
        Run run,
        @Nullable String identity,
        @Nullable String owner,
        @Nullable Account triggeredBy,
        Map<String, String> claims) {
    public Requester {
        claims = Map.copyOf(claims);
    }
}
