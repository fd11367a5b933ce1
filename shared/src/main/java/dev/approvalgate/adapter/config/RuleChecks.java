package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at rules in the light of everything else in the file, once all of it could be read. */
final class RuleChecks {

    private final RuleReach reach;
    private final Quorum quorum;

    RuleChecks(List<IdentitySection.Placed> identities, GroupSection groups) {
        this.reach = new RuleReach(identities);
        this.quorum = new Quorum(groups.build());
    }

    void check(List<RuleSection.Placed> rules, Problems problems) {
        for (RuleSection.Placed placed : rules) {
            reach.next(placed);
            List<RegisteredIdentity> asking = reach.reaching(placed.rule().selection());
            approvers(placed, asking);
            scopes(placed, asking);
        }
        if (problems.count() == 0) {
            // Else what is wrong with a rule may be why an identity has none.
            reach.end();
        }
    }

    private void approvers(RuleSection.Placed placed, List<RegisteredIdentity> asking) {
        var seen = new HashSet<String>();
        for (RegisteredIdentity identity : asking) {
            if (seen.add(identity.owner())) {
                quorum.lack(placed.rule(), identity.owner())
                        .ifPresent(lack -> placed.at()
                                .below("approvals")
                                .wrong(
                                        "nobody could let " + Quote.of(identity.id()) + " do it: " + lack,
                                        "add people, or name the owners themselves"));
            }
        }
    }

    private static void scopes(RuleSection.Placed placed, List<RegisteredIdentity> asking) {
        Rule rule = placed.rule();
        Set<String> unknown = new TreeSet<>(rule.token().scopes());
        asking.forEach(identity -> unknown.removeAll(identity.scopes()));
        unknown.forEach(scope -> placed.at()
                .below("token", "scopes")
                .wrong(
                        "none of its identities may ask for the scope " + Quote.of(scope),
                        "remove it here, or add it to an identity"));
    }
}
