package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that the policy knows.
 *
 * @param id names it in the policy
 * @param workload the pipeline that it is
 * @param claims verified claims that must have exactly these values; no two registered identities match one workload
 * @param owner the group that answers for it
 * @param state whether it may ask
 * @param actions what it may ask to do
 * @param environments where it may ask to act
 * @param scopes what its tokens may at most allow
 * @param rate how often it may ask, or {@code null} for no limit of its own
 */
public record RegisteredIdentity(
        String id,
        WorkloadKey workload,
        Map<String, String> claims,
        String owner,
        State state,
        Set<Action> actions,
        Set<Environment> environments,
        Set<String> scopes,
        @Nullable Rate rate) {
    public RegisteredIdentity {
        claims = Map.copyOf(claims);
        actions = Set.copyOf(actions);
        environments = Set.copyOf(environments);
        scopes = Set.copyOf(scopes);
    }

    /** Whether an identity may ask. */
    public enum State {
        /** It may. */
        ACTIVE,
        /** Its owner has stopped it for now. */
        SUSPENDED,
        /** It is suspected of abuse. */
        QUARANTINED
    }

    /**
     * How often an identity may ask.
     *
     * @param requests so many requests at most, at least one
     * @param per within any time of this length
     */
    public record Rate(int requests, Duration per) {}

    /** {@return whether a workload with these verified claims is this identity} */
    public boolean matches(WorkloadKey key, Map<String, String> verified) {
        return workload.equals(key)
                && claims.entrySet().stream().allMatch(claim -> claim.getValue().equals(verified.get(claim.getKey())));
    }
}
