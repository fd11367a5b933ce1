package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ExternalGroup;
import java.util.Set;

/** Where the persons come from who may satisfy a requirement. */
public sealed interface Approvers {

    /**
     * Members of any of some groups of the policy.
     *
     * @param names the groups; at least one
     */
    record Groups(Set<String> names) implements Approvers {
        public Groups {
            names = Set.copyOf(names);
        }
    }

    /**
     * For each set of owners that CODEOWNERS gives to touched paths one of them; for paths without owners a member of some groups.
     *
     * @param unowned the groups that answer for paths without owners; at least one
     */
    record CodeOwners(Set<String> unowned) implements Approvers {
        public CodeOwners {
            unowned = Set.copyOf(unowned);
        }
    }

    /** Members of the group that owns the registered identity. */
    record IdentityOwner() implements Approvers {}

    /**
     * Whoever is on call by a schedule of the policy.
     *
     * @param schedule its name
     */
    record OnCall(String schedule) implements Approvers {}

    /**
     * Whoever another system says is on call: the members of one of its groups.
     *
     * @param schedule the name in the policy
     * @param group the group
     */
    record OnCallGroup(String schedule, ExternalGroup group) implements Approvers {}
}
