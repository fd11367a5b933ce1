package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A requirement that nobody could ever satisfy is a fault, before anybody waits for it. */
class QuorumTest {

    private static final String FAULT = "rules[0].approvals: nobody could let \"web\" do it: ";
    private static final String REMEDY = "; add people, or name the owners themselves";

    /** {@code web} is owned by {@code team}, which is ada and grace. */
    private static ShortPolicy policy(String requirement) {
        return new ShortPolicy()
                .group("team: [ada, grace]")
                .group("others: [grace, linus]")
                .group("ada: [ada]")
                .group("teams: { people: [ada], github_teams: [11/22] }")
                .identity("web", "owner: team, environments: [production]")
                .rule("any", "environments: [production], approvals: " + requirement);
    }

    private static void mayHold(String requirement) {
        assertThat(Faults.parse(policy(requirement).text()).rules()).hasSize(1);
    }

    private static void cannotHold(String requirement, String because) {
        assertThat(policy(requirement).faults()).endsWith(FAULT + because + REMEDY);
    }

    @Test
    void ownersCountByWayOfTheirOwnGroup() {
        mayHold("{ from: [team], count: 2 }");
        mayHold("{ from: [team, others], count: 3 }");
        mayHold("{ identity_owner: true, count: 2 }");
        cannotHold("{ identity_owner: true, count: 3 }", "3 persons of team must approve, and only 2 may");
    }

    @Test
    void ownersDoNotCountByWayOfAnotherGroup() {
        mayHold("{ from: [others] }");
        cannotHold(
                "{ from: [others], count: 2 }",
                "2 persons of others must approve, and only 1 may; members of the owner \"team\" do not count");
        cannotHold(
                "{ from: [ada] }",
                "1 person of ada must approve, and none may; members of the owner \"team\" do not count");
    }

    @Test
    void ownersCountWhereTheRuleLetsThem() {
        mayHold("{ from: [ada] }, separation_of_duties: { allow: [owner] }");
    }

    @Test
    void whoIsKnownElsewhereOnlyMayBeAnybody() {
        mayHold("{ from: [teams], count: 9 }");
        mayHold("{ code_owners: { unowned: [ada] } }");
    }

    @Test
    void everyPartOfAllMustBePossible() {
        mayHold("{ all_of: [{ from: [team] }, { from: [others] }] }");
        cannotHold(
                "{ all_of: [{ from: [team] }, { from: [ada] }] }",
                "1 person of ada must approve, and none may; members of the owner \"team\" do not count");
    }

    @Test
    void soManyPartsMustBePossible() {
        mayHold("{ any_of: [{ from: [ada] }, { from: [team] }] }");
        mayHold("{ at_least: 2, of: [{ from: [ada] }, { from: [team] }, { from: [others] }] }");
        cannotHold(
                "{ at_least: 2, of: [{ from: [ada] }, { from: [team] }] }",
                "1 person of ada must approve, and none may; members of the owner \"team\" do not count");
    }
}
