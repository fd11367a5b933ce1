package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.util.Set;

/**
 * A pipeline that the policy knows.
 *
 * @param id names it in the policy
 * @param workload the pipeline that it is; no two registered identities share one
 * @param owner the group that answers for it
 * @param state whether it may ask
 * @param actions what it may ask to do
 * @param environments where it may ask to act
 * @param scopes what its tokens may at most allow
 */
public record RegisteredIdentity(
        String id,
        WorkloadKey workload,
        String owner,
        State state,
        Set<Action> actions,
        Set<Environment> environments,
        Set<String> scopes) {

    public RegisteredIdentity {
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
}
