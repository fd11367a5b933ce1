package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import java.util.Set;

/**
 * What a rule is for.
 *
 * @param identities ids of registered identities; empty for those of any
 * @param owners groups that own the identity; empty for any
 * @param actions what is asked for
 * @param environments where
 * @param when which changes
 */
public record Selection(
        Set<String> identities, Set<String> owners, Set<Action> actions, Set<Environment> environments, When when) {
    public Selection {
        identities = Set.copyOf(identities);
        owners = Set.copyOf(owners);
        actions = Set.copyOf(actions);
        environments = Set.copyOf(environments);
    }

    /** {@return whether it is for that identity, doing that, there, whatever the change} */
    public boolean covers(RegisteredIdentity identity, Action action, Environment environment) {
        return (identities.isEmpty() || identities.contains(identity.id()))
                && (owners.isEmpty() || owners.contains(identity.owner()))
                && actions.contains(action)
                && environments.contains(environment);
    }
}
