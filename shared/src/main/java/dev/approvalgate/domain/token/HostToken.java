package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.Secret;
import java.time.Instant;
import java.util.List;

/**
 * A token that the CI host itself minted for an approved job, on its way to the pipeline. Prints without its value.
 *
 * @param id the gate's id of it
 * @param value what the host accepts
 * @param permissions what it allows there, such as {@code contents:write}
 * @param expiresAt when the gate has the host revoke it
 */
public record HostToken(String id, Secret value, List<String> permissions, Instant expiresAt) {
    public HostToken {
        permissions = List.copyOf(permissions);
    }
}
