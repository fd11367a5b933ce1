package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;
import static dev.approvalgate.adapter.config.Faults.inFull;
import static dev.approvalgate.adapter.config.Faults.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in when a rule lets something happen, and how long. */
class RuleLifeFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                rule(
                        "lead_time: 8h",
                        "policy.yaml:20:16: rules[0].lead_time: must be shorter than the deadline (8h); shorten it, or lengthen the deadline"),
                rule(
                        "supersede: sometimes",
                        "policy.yaml:20:16: rules[0].supersede: must be true or false, not a text; write true or false"),
                rule("escalations: []", "policy.yaml:20:18: rules[0].escalations: is an empty list; name at least one"),
                rule(
                        "escalations: [{ after: 8h, channels: [slack:C0123] }]",
                        "policy.yaml:20:28: rules[0].escalations[0].after: must be shorter than the deadline (8h); it says how long after the request it is shown there too"),
                rule(
                        "escalations: [{ after: 1h, channels: [] }]",
                        "policy.yaml:20:42: rules[0].escalations[0].channels: is an empty list; name at least one"),
                rule(
                        "escalations: [{ after: 2h, channels: [slack:C0123] }, { after: 1h, channels: [slack:C0456] }]",
                        "policy.yaml:20:18: rules[0].escalations: are not in the order of their times; put the earliest first"),
                rule(
                        "separation_of_duties: { allow: [owners] }",
                        "policy.yaml:20:37: rules[0].separation_of_duties.allow[0]: \"owners\" is not known here; did you mean \"owner\"?"),
                rule(
                        "separation_of_duties: [owner]",
                        "policy.yaml:20:27: rules[0].separation_of_duties: must be a mapping, not a list; write a mapping"),
                rule(
                        "justification: { pattern: \"(a+)+\" }",
                        "policy.yaml:20:31: rules[0].justification.pattern: \"(a+)+\" is no plain pattern: a group cannot be repeated (column 5); write a plain pattern such as [A-Z]{2,10}-[0-9]{1,6}"),
                rule(
                        "justification: { form: x }",
                        "policy.yaml:20:20: rules[0].justification.pattern: is missing; add it",
                        "policy.yaml:20:22: rules[0].justification.form: unknown key; known keys are pattern"),
                rule(
                        "break_glass: { from: [payments] }",
                        "policy.yaml:20:18: rules[0].break_glass.reviewers: is missing; add it"),
                rule(
                        "break_glass: { from: [payments], reviewers: [payments], lifetime: 16m }",
                        "policy.yaml:20:71: rules[0].break_glass.lifetime: must be from 1m to 15m; choose a duration in between"),
                rule(
                        "break_glass: { from: [payments], reviewers: [payments], review_within: 10m }",
                        "policy.yaml:20:76: rules[0].break_glass.review_within: must be from 1h to 30d; choose a duration in between"),
                rule(
                        "break_glass: { from: [payment], reviewers: [payments], own_change: 1 }",
                        "policy.yaml:20:27: rules[0].break_glass.from[0]: unknown group \"payment\"; did you mean \"payments\"?",
                        "policy.yaml:20:72: rules[0].break_glass.own_change: must be true or false, not a number; write true or false"),
                inFull(
                        "reviewers: [payments]",
                        "reviewers: [owners]\n      from2: x",
                        "policy.yaml:97:7: rules[0].break_glass.from2: unknown key; did you mean \"from\"?"),
                inFull(
                        "from: [release]\n      own_change: true\n      lifetime: 1m\n      review_within: 24h\n      reviewers: [payments]",
                        "from: [payments]\n      reviewers: [owners]",
                        "policy.yaml:93:18: rules[0].break_glass.reviewers: only \"grace\" could review, who may break the glass too; add somebody else"),
                change(
                        "owner: payments\n",
                        "owner: payments\n    rate: { requests: 0, per: 1h }\n",
                        "policy.yaml:13:23: identities[0].rate.requests: must be from 1 to 10000; choose a number in between"),
                change(
                        "owner: payments\n",
                        "owner: payments\n    rate: { requests: 5 }\n",
                        "policy.yaml:13:11: identities[0].rate.per: is missing; add it"),
                change(
                        "owner: payments\n",
                        "owner: payments\n    rate: { requests: 5, per: 2d }\n",
                        "policy.yaml:13:31: identities[0].rate.per: must be from 1m to 1d; choose a duration in between"),
                change(
                        "owner: payments\n",
                        "owner: payments\n    claims: { \"\": x }\n",
                        "policy.yaml:13:15: identities[0].claims.\"\": is no claim's name; write it as its issuer does, such as ref"),
                change(
                        "owner: payments\n",
                        "owner: payments\n    claims: { ref: [x] }\n",
                        "policy.yaml:13:20: identities[0].claims.ref: must be a text, not a list; write a text"),
                change(
                        "owner: payments\n",
                        "owner: payments\n    claims: { ref: x, ref: y }\n",
                        "policy.yaml:13:23: identities[0].claims.ref: is there twice; remove one"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
