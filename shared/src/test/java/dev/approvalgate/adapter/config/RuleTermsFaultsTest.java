package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in what a rule gives. */
class RuleTermsFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "deadline: 8h",
                        "deadline: 8",
                        "policy.yaml:19:15: rules[0].deadline: a duration needs a unit; write it as 8s, 8m, 8h or 8d"),
                change(
                        "deadline: 8h",
                        "deadline: 8 hours",
                        "policy.yaml:19:15: rules[0].deadline: \"8 hours\" is not a duration; write one such as 15m, 8h, 1h30m, 30d or PT15M"),
                change(
                        "deadline: 8h",
                        "deadline: 31d",
                        "policy.yaml:19:15: rules[0].deadline: must be from 1m to 30d; choose a duration in between"),
                change(
                        "deadline: 8h",
                        "deadline: -8h",
                        "policy.yaml:19:15: rules[0].deadline: \"-8h\" is not a duration; write one such as 15m, 8h, 1h30m, 30d or PT15M"),
                change(
                        "deadline: 8h",
                        "deadline: PT0.5S",
                        "policy.yaml:19:15: rules[0].deadline: \"PT0.5S\" is not a duration; write one such as 15m, 8h, 1h30m, 30d or PT15M"),
                change("    deadline: 8h\n", "", "policy.yaml:15:5: rules[0].deadline: is missing; add it"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    reminder: 8h",
                        "policy.yaml:20:15: rules[0].reminder: must be shorter than the deadline (8h); it says how long before the deadline people are reminded"),
                change(
                        "deadline: 8h",
                        "deadline: 8h\n    reminder: 10s",
                        "policy.yaml:20:15: rules[0].reminder: must be from 1m to 30d; choose a duration in between"),
                change(
                        "token: { audience",
                        "token: { lifetime: 2h, audience",
                        "policy.yaml:20:24: rules[0].token.lifetime: a token's lifetime (2h) must not exceed the validity of the approval (1h); shorten the lifetime, or lengthen the validity"),
                change(
                        "token: { audience",
                        "token: { validity: 5m, audience",
                        "policy.yaml:20:24: rules[0].token.validity: a token's lifetime (15m) must not exceed the validity of the approval (5m); shorten the lifetime, or lengthen the validity"),
                change(
                        "token: { audience",
                        "token: { lifetime: 25h, validity: 30h, audience",
                        "policy.yaml:20:24: rules[0].token.lifetime: must be from 1m to 1d; choose a duration in between"),
                change(
                        "token: { audience",
                        "token: { algorithm: HS256, audience",
                        "policy.yaml:20:25: rules[0].token.algorithm: \"HS256\" is not known here; did you mean \"ES256\"?"),
                change(
                        "token: { audience",
                        "token: { max_jobs: 0, audience",
                        "policy.yaml:20:24: rules[0].token.max_jobs: must be from 1 to 256; choose a number in between"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, github: { repositories: [], permissions: { contents: read } }",
                        "policy.yaml:20:76: rules[0].token.github.repositories: is an empty list; name at least one"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, github: { repositories: [acme/payments], permissions: { contents: read } }",
                        "policy.yaml:20:77: rules[0].token.github.repositories[0]: \"acme/payments\" is not of the right form; it must be a repository's id, such as 4242"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, github: { repositories: [4242], permissions: { deployments: write } }",
                        "policy.yaml:20:112: rules[0].token.github.permissions.deployments: a job is not given deployments: write; write read; with more it could decide for the gate"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, github: { repositories: [4242], permissions: { administration: read } }",
                        "policy.yaml:20:99: rules[0].token.github.permissions.administration: unknown key; known keys are actions, attestations, checks, contents, deployments, issues, metadata, packages, pages, pull_requests, statuses"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, github: { repositories: [4242], permissions: {} }",
                        "policy.yaml:20:97: rules[0].token.github.permissions: names no permission; name at least one, such as contents: read"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, github: { repositories: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51], permissions: { contents: read } }",
                        "policy.yaml:20:76: rules[0].token.github.repositories: are more than 50; name fewer, or split the rule"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: https://deploy.example.com, dpop: required, github: { repositories: [4242], permissions: { contents: read } }",
                        "policy.yaml:20:76: rules[0].token.github: GitHub's tokens cannot be bound to a key; remove it, or write dpop: optional"),
                change(
                        "audience: https://deploy.example.com",
                        "audience: \"deploy here\"",
                        "policy.yaml:20:24: rules[0].token.audience: \"deploy here\" is not of the right form; it must be 1 to 255 visible ASCII characters, such as a URL"),
                change(
                        "{ audience: https://deploy.example.com }",
                        "{}",
                        "policy.yaml:20:12: rules[0].token.audience: is missing; add it"),
                change(
                        "channels: [slack:C0DEPLOY001]",
                        "channels: [\"slack:#deployments\"]",
                        "policy.yaml:21:16: rules[0].channels[0]: \"slack:#deployments\" is not a channel; write slack: and the channel's id (not its name) without a space between, such as slack:C0123ABCD"),
                change(
                        "channels: [slack:C0DEPLOY001]",
                        "channels: [slack: C0DEPLOY001]",
                        "policy.yaml:21:16: rules[0].channels[0]: must be a text, not a mapping; write slack: and the channel's id (not its name) without a space between, such as slack:C0123ABCD"),
                change(
                        "channels: [slack:C0DEPLOY001]",
                        "channels: [email:ops@example.com]",
                        "policy.yaml:21:16: rules[0].channels[0]: \"email:ops@example.com\" is not a channel; write slack: and the channel's id (not its name) without a space between, such as slack:C0123ABCD"),
                change(
                        "channels: [slack:C0DEPLOY001]",
                        "channels: [slack:C0DEPLOY001, slack:C0DEPLOY001]",
                        "policy.yaml:21:35: rules[0].channels[1]: is in the list twice; remove one"),
                change(
                        "    channels: [slack:C0DEPLOY001]\n",
                        "",
                        "policy.yaml:15:5: rules[0].channels: is missing; add it"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
