package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in what a rule is for, and who must say yes. */
class RuleFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "identities: [payments-deploy]",
                        "identities: [payment-deploy]",
                        "policy.yaml:16:18: rules[0].identities[0]: unknown identity \"payment-deploy\"; did you mean \"payments-deploy\"?"),
                change(
                        "identities: [payments-deploy]",
                        "identities: [other]",
                        "policy.yaml:16:18: rules[0].identities[0]: unknown identity \"other\"; known identities are payments-deploy"),
                change(
                        "from: [payments]",
                        "from: [paymnts]",
                        "policy.yaml:18:25: rules[0].approvals.from[0]: unknown group \"paymnts\"; did you mean \"payments\"?"),
                change(
                        "from: [payments]",
                        "from: [payments], count: 0",
                        "policy.yaml:18:43: rules[0].approvals.count: must be from 1 to 100; choose a number in between"),
                change(
                        "from: [payments]",
                        "from: [payments], count: 3",
                        "policy.yaml:18:43: rules[0].approvals.count: 3 approvals are wanted, but the groups have 2 persons in all; lower it, or add people to a group"),
                change(
                        "from: [payments]",
                        "from: [payments], count: two",
                        "policy.yaml:18:43: rules[0].approvals.count: must be a whole number, not a text; write a whole number"),
                change(
                        "{ from: [payments] }",
                        "{ count: 1 }",
                        "policy.yaml:18:16: rules[0].approvals: does not say who must approve; write one of from, code_owners, identity_owner, on_call, all_of, any_of, at_least"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    justification: yes",
                        "policy.yaml:20:20: rules[0].justification: \"yes\" is not known here; known values are optional, required"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    vote_reason: on-reject",
                        "policy.yaml:20:18: rules[0].vote_reason: \"on-reject\" is not known here; did you mean \"on_reject\"?"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    accepts: [unmapped_author]",
                        "policy.yaml:20:15: rules[0].accepts[0]: \"unmapped_author\" is not known here; did you mean \"unmapped_authors\"?"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    assurance: embedded",
                        "policy.yaml:20:16: rules[0].assurance: \"embedded\" is not known here; known values are any, server"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    accepts: [everything]",
                        "policy.yaml:20:15: rules[0].accepts[0]: \"everything\" is not known here; known values are incomplete_change, unknown_trigger, unmapped_authors"),
                change(
                        "    environments: [production]\n    approvals",
                        "    environments: [production, staging]\n    approvals",
                        "policy.yaml:15:5: rules[0]: none of its identities may ask for the environment \"staging\"; remove it here, or add it to an identity"),
                change(
                        "    environments: [production]\n    approvals",
                        "    environments: [production]\n    actions: [rotate]\n    approvals",
                        "policy.yaml:15:5: rules[0]: none of its identities may ask for the action \"rotate\"; remove it here, or add it to an identity"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
