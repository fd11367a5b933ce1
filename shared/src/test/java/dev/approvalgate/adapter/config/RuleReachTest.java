package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules are tried in order; one that is never reached, and an identity that no rule is for, are faults. */
class RuleReachTest {

    private static final String APPROVALS = "approvals: { from: [all] }";

    private static ShortPolicy policy() {
        return new ShortPolicy()
                .group("all: [ada, grace, linus]")
                .identity("web", "owner: all, actions: [deploy, rotate], environments: [production, staging]")
                .identity("api", "owner: all, environments: [production]");
    }

    @Test
    void whatIsNarrowerComesFirst() {
        String text = policy().rule(
                        "docs",
                        "environments: [production], when: { paths: { all: [\"**/*.md\"] } }, auto_approve: docs")
                .rule("web", "identities: [web], environments: [production], " + APPROVALS)
                .rule("any", "actions: [deploy, rotate], environments: [production, staging], " + APPROVALS)
                .text();

        assertThat(Faults.parse(text).rules()).hasSize(3);
    }

    @Test
    void aRuleAfterAWiderOneWithoutConditionsNeverApplies() {
        assertThat(policy().rule("any", "environments: [Production], " + APPROVALS)
                        .rule("web", "identities: [web], environments: [production], " + APPROVALS)
                        .faults())
                .isEqualTo("13:5: rules[1]: never applies: \"any\" takes everything before it; "
                        + "put it first, or narrow what is before it");
    }

    @Test
    void aRuleAfterSeveralThatTogetherTakeEverythingNeverApplies() {
        assertThat(policy().rule("web", "identities: [web], environments: [production], " + APPROVALS)
                        .rule("api", "identities: [api], environments: [production], " + APPROVALS)
                        .rule("late", "environments: [production], when: { branches: [main] }, " + APPROVALS)
                        .faults())
                .isEqualTo("14:5: rules[2]: never applies: \"web\", \"api\" take everything before it; "
                        + "put it first, or narrow what is before it");
    }

    @Test
    void aRuleAfterOneThatNarrowsAlikeNeverApplies() {
        assertThat(policy().rule("main", "environments: [production], when: { branches: [main] }, " + APPROVALS)
                        .rule("other", "environments: [production], when: { branches: [master] }, " + APPROVALS)
                        .rule("late", "environments: [production], when: { branches: [main] }, " + APPROVALS)
                        .faults())
                .isEqualTo("14:5: rules[2]: never applies: \"main\" takes everything before it; "
                        + "put it first, or narrow what is before it");
    }

    @Test
    void whatNoneOfItsIdentitiesMayAskIsTold() {
        assertThat(policy().rule("any", "environments: [production], " + APPROVALS)
                        .rule("api", "identities: [api], actions: [rotate], environments: [staging], " + APPROVALS)
                        .faults())
                .isEqualTo("""
                        13:5: rules[1]: none of its identities may ask for the action "rotate"; remove it here, or add it to an identity
                        13:5: rules[1]: none of its identities may ask for the environment "staging"; remove it here, or add it to an identity""");
    }

    @Test
    void actionsAndEnvironmentsMustGoTogether() {
        assertThat(new ShortPolicy()
                        .group("all: [ada]")
                        .identity("web", "owner: all, actions: [rotate], environments: [staging]")
                        .identity("api", "owner: all, environments: [production]")
                        .rule("api", "environments: [production], " + APPROVALS)
                        .rule("both", "actions: [rotate], environments: [production], " + APPROVALS)
                        .faults())
                .isEqualTo("13:5: rules[1]: none of its identities may ask for any of it; "
                        + "correct its actions and environments");
    }

    @Test
    void aRuleForOwnersOfNothingIsForNobody() {
        assertThat(policy().group("none: [ada]")
                        .rule("any", "environments: [production], " + APPROVALS)
                        .rule("none", "owners: [none], environments: [production], " + APPROVALS)
                        .faults())
                .isEqualTo("14:5: rules[1]: is for no identity; name other identities or owners, or remove the rule");
    }

    @Test
    void anIdentityThatNoRuleIsForCouldNeverBeApproved() {
        assertThat(policy().rule("web", "identities: [web], environments: [production], " + APPROVALS)
                        .faults())
                .isEqualTo("10:5: identities[1]: no rule is for it, so nobody can approve what it asks; "
                        + "add a rule, or suspend it");
        assertThat(Faults.parse(policy().identity("old", "owner: all, state: suspended, environments: [production]")
                                .rule("any", "environments: [production], " + APPROVALS)
                                .text())
                        .identities())
                .hasSize(3);
    }

    @Test
    void aTokensScopesAreThoseOfAnIdentity() {
        assertThat(new ShortPolicy()
                        .group("all: [ada]")
                        .identity("web", "owner: all, environments: [production], scopes: [read]")
                        .rule("any", "environments: [production], " + APPROVALS)
                        .text()
                        .replace("audience: x", "audience: x, scopes: [read, write]"))
                .satisfies(text -> assertThat(Faults.problem(text))
                        .hasMessage("policy.yaml:11:60: rules[0].token.scopes: none of its identities may ask for "
                                + "the scope \"write\"; remove it here, or add it to an identity"));
    }
}
