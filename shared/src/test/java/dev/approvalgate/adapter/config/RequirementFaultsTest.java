package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;
import static dev.approvalgate.adapter.config.Faults.inFull;
import static dev.approvalgate.adapter.config.Faults.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in who must say yes. */
class RequirementFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "{ from: [payments] }",
                        "{}",
                        "policy.yaml:18:16: rules[0].approvals: does not say who must approve; write one of from, code_owners, identity_owner, on_call, all_of, any_of, at_least"),
                change(
                        "{ from: [payments] }",
                        "payments",
                        "policy.yaml:18:16: rules[0].approvals: must be a mapping, not a text; write a mapping"),
                change(
                        "{ from: [payments] }",
                        "{ from: [payments], on_call: payments }",
                        "policy.yaml:18:16: rules[0].approvals: mixes from and on_call; combine them by all_of or any_of"),
                change(
                        "{ from: [payments] }",
                        "{ from: [payments], fron: 1 }",
                        "policy.yaml:18:36: rules[0].approvals.fron: unknown key; did you mean \"from\"?"),
                change(
                        "{ from: [payments] }",
                        "{ identity_owner: false }",
                        "policy.yaml:18:34: rules[0].approvals.identity_owner: must be true; write true, or remove it"),
                change(
                        "{ from: [payments] }",
                        "{ identity_owner: true, count: 3 }",
                        "policy.yaml:18:16: rules[0].approvals: nobody could let \"payments-deploy\" do it: 3 persons of payments must approve, and only 2 may; add people, or name the owners themselves"),
                change(
                        "{ from: [payments] }",
                        "{ code_owners: {} }",
                        "policy.yaml:18:31: rules[0].approvals.code_owners.unowned: is missing; add it"),
                change(
                        "{ from: [payments] }",
                        "{ code_owners: { unowned: [owners] } }",
                        "policy.yaml:18:43: rules[0].approvals.code_owners.unowned[0]: unknown group \"owners\"; known groups are payments"),
                change(
                        "{ from: [payments] }",
                        "{ code_owners: { unowned: [payments] }, count: 2 }",
                        "policy.yaml:18:63: rules[0].approvals.count: does not go with code_owners; remove it"),
                change(
                        "{ from: [payments] }",
                        "{ on_call: payments }",
                        "policy.yaml:18:27: rules[0].approvals.on_call: unknown schedule \"payments\"; there are no schedules"),
                change(
                        "{ from: [payments] }",
                        "{ all_of: [] }",
                        "policy.yaml:18:26: rules[0].approvals.all_of: is an empty list; name at least one"),
                change(
                        "{ from: [payments] }",
                        "{ all_of: { from: [payments] } }",
                        "policy.yaml:18:26: rules[0].approvals.all_of: must be a list, not a mapping; write a list"),
                change(
                        "{ from: [payments] }",
                        "{ all_of: [{ from: [payments] }, { from: [payments] }] }",
                        "policy.yaml:18:49: rules[0].approvals.all_of[1]: is in the list twice; remove one"),
                change(
                        "{ from: [payments] }",
                        "{ all_of: [{ from: [paymets] }, { any_of: [{ from: [payment] }] }] }",
                        "policy.yaml:18:36: rules[0].approvals.all_of[0].from[0]: unknown group \"paymets\"; did you mean \"payments\"?",
                        "policy.yaml:18:68: rules[0].approvals.all_of[1].any_of[0].from[0]: unknown group \"payment\"; did you mean \"payments\"?"),
                change(
                        "{ from: [payments] }",
                        "{ any_of: [{ from: [payments] }], of: [] }",
                        "policy.yaml:18:54: rules[0].approvals.of: does not go with any_of; remove it, or write at_least"),
                change(
                        "{ from: [payments] }",
                        "{ at_least: 2 }",
                        "policy.yaml:18:16: rules[0].approvals.of: is missing; add it"),
                change(
                        "{ from: [payments] }",
                        "{ at_least: 2, of: [{ from: [payments] }] }",
                        "policy.yaml:18:28: rules[0].approvals.at_least: is more than there are parts (1); lower it, or add to the parts"),
                change(
                        "{ from: [payments] }",
                        "{ at_least: 0, of: [{ from: [payments] }] }",
                        "policy.yaml:18:28: rules[0].approvals.at_least: must be from 1 to 20; choose a number in between"),
                change(
                        "{ from: [payments] }",
                        "{ of: [{ from: [payments] }] }",
                        "policy.yaml:18:16: rules[0].approvals: does not say who must approve; write one of from, code_owners, identity_owner, on_call, all_of, any_of, at_least"),
                change(
                        "{ from: [payments] }",
                        "{ all_of: [{ all_of: [{ all_of: [{ all_of: [{ all_of: [{ all_of: [{ from: [payments] }] }] }] }] }] }] }",
                        "policy.yaml:18:81: rules[0].approvals.all_of[0].all_of[0].all_of[0].all_of[0].all_of[0].all_of: is nested deeper than 6 levels; simplify the requirement"),
                rule(
                        "auto_approve: everything",
                        "policy.yaml:20:19: rules[0].auto_approve: contradicts approvals; remove one of them"),
                change(
                        "approvals: { from: [payments] }",
                        "auto_approve: \"\"",
                        "policy.yaml:18:19: rules[0].auto_approve: must not be blank; write a text, or remove the key"),
                inFull(
                        "on_call: payments }",
                        "on_call: payments, count: 2 }",
                        "policy.yaml:69:43: rules[0].approvals.all_of[2].any_of[1].count: one person at a time is on call by a schedule; remove it"),
                inFull(
                        "on_call: payments }",
                        "on_call: payment }",
                        "policy.yaml:69:26: rules[0].approvals.all_of[2].any_of[1].on_call: unknown schedule \"payment\"; did you mean \"payments\"?"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
