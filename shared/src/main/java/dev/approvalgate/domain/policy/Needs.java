package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which groups of other systems have to be read before a request can be judged. */
public final class Needs {

    private final Policy policy;
    private final Set<ExternalGroup> groups = new HashSet<>();

    private Needs(Policy policy) {
        this.policy = policy;
    }

    /** {@return the groups that may matter for what is asked; none where no rule applies} */
    public static Set<ExternalGroup> of(Policy policy, Proposal proposal, Instant now) {
        return Admissions.identify(policy, proposal.change().binding().workload(), proposal.claims())
                .map(identity -> Rulings.find(policy, identity, proposal, now, new ArrayList<>()))
                .map(ruling -> new Needs(policy).collect(ruling, proposal))
                .orElse(Set.of());
    }

    private Set<ExternalGroup> collect(Ruling ruling, Proposal proposal) {
        group(ruling.identity().owner());
        ruling.rules().forEach(rule -> requirement(rule.requirement(), proposal));
        for (Tightening added : ruling.tightenings()) {
            Requirement requirement = added.requirement();
            if (requirement != null) {
                requirement(requirement, proposal);
            }
        }
        ruling.glass().forEach(glass -> {
            glass.groups().forEach(this::group);
            glass.reviewers().forEach(this::group);
        });
        return groups;
    }

    private void requirement(Requirement requirement, Proposal proposal) {
        if (requirement instanceof Requirement.AllOf all) {
            all.parts().forEach(part -> requirement(part, proposal));
        } else if (requirement instanceof Requirement.AtLeast some) {
            some.parts().forEach(part -> requirement(part, proposal));
        } else if (requirement instanceof Requirement.Approvals approvals) {
            approvers(approvals.from(), proposal);
        }
    }

    private void approvers(Approvers from, Proposal proposal) {
        if (from instanceof Approvers.Groups named) {
            named.names().forEach(this::group);
        } else if (from instanceof Approvers.OnCallGroup onCall) {
            groups.add(onCall.group());
        } else if (from instanceof Approvers.CodeOwners owners) {
            owners.unowned().forEach(this::group);
            List<OwnerSet> sets = proposal.change().ownership().owners().value();
            if (sets != null) {
                sets.forEach(set -> groups.addAll(set.teams()));
            }
        }
    }

    private void group(String name) {
        policy.people().group(name).ifPresent(found -> groups.addAll(found.external()));
    }
}
