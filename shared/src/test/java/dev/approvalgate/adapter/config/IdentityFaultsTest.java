package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in {@code identities}. */
class IdentityFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "issuer: https://token",
                        "issuer: http://token",
                        "policy.yaml:9:13: identities[0].issuer: must begin with https://; http is accepted on this machine only (localhost, 127.0.0.1, [::1])"),
                change(
                        "issuer: https://token.actions.githubusercontent.com",
                        "issuer: token.actions.githubusercontent.com",
                        "policy.yaml:9:13: identities[0].issuer: is not a URL; write one such as https://example.com"),
                change(
                        "issuer: https://token.actions.githubusercontent.com",
                        "issuer: https://token.actions.githubusercontent.com?x=1",
                        "policy.yaml:9:13: identities[0].issuer: must have no user, query or fragment; write scheme, host and path only"),
                change(
                        "project: 4242",
                        "project: [4242]",
                        "policy.yaml:10:14: identities[0].project: must be a text, not a list; write a text"),
                change(
                        "project: 4242",
                        "project: acme;payments",
                        "policy.yaml:10:14: identities[0].project: \"acme;payments\" is not of the right form; it must be the repository's number or the job's id at the issuer"),
                change(
                        "pipeline: .github/workflows/deploy.yml",
                        "pipeline: .github/workflows/deploy.yml@refs/heads/main",
                        "policy.yaml:11:15: identities[0].pipeline: \".github/workflows/deploy.yml@refs/heads/main\" is not of the right form; it must be a path within the project without a ref, such as .github/workflows/deploy.yml"),
                change(
                        "pipeline: .github/workflows/deploy.yml",
                        "pipeline: .github/../deploy.yml",
                        "policy.yaml:11:15: identities[0].pipeline: \".github/../deploy.yml\" is not of the right form; it must be a path within the project without a ref, such as .github/workflows/deploy.yml"),
                change(
                        "owner: payments",
                        "owner: paymens",
                        "policy.yaml:12:12: identities[0].owner: unknown group \"paymens\"; did you mean \"payments\"?"),
                change(
                        "owner: payments",
                        "owner: payments\n    state: paused",
                        "policy.yaml:13:12: identities[0].state: \"paused\" is not known here; known values are active, quarantined, suspended"),
                change(
                        "owner: payments",
                        "owner: payments\n    state: activ",
                        "policy.yaml:13:12: identities[0].state: \"activ\" is not known here; did you mean \"active\"?"),
                change(
                        "environments: [production]\nrules",
                        "environments: []\nrules",
                        "policy.yaml:13:19: identities[0].environments: is an empty list; name at least one"),
                change(
                        "environments: [production]\nrules",
                        "environments: production\nrules",
                        "policy.yaml:13:19: identities[0].environments: must be a list, not a text; put it in [brackets]"),
                change(
                        "environments: [production]\nrules",
                        "environments: [pr\u043eduction]\nrules",
                        "policy.yaml:13:20: identities[0].environments[0]: \"pr\u043eduction\" cannot be used; the environment's name holds U+043E, which reads like something else; rename the environment"),
                change(
                        "environments: [production]\nrules",
                        "environments: [production, Production]\nrules",
                        "policy.yaml:13:32: identities[0].environments[1]: is in the list twice; remove one"),
                change(
                        "owner: payments",
                        "owner: payments\n    actions: [Deploy]",
                        "policy.yaml:13:15: identities[0].actions[0]: \"Deploy\" cannot be used; the action must be 1 to 40 characters of a-z, 0-9, '-', '_' or '.', beginning with a letter"),
                change(
                        "owner: payments",
                        "owner: payments\n    scopes: [\"deploy payments\"]",
                        "policy.yaml:13:14: identities[0].scopes[0]: \"deploy payments\" is not of the right form; it must be 1 to 100 visible ASCII characters without quotes and backslashes"),
                change(
                        "rules:\n",
                        "  - { id: twin, issuer: https://token.actions.githubusercontent.com, project: 4242, pipeline: .github/workflows/deploy.yml, owner: payments, environments: [test] }\nrules:\n",
                        "policy.yaml:14:5: identities[1]: can match the same pipeline as the identity \"payments-deploy\"; issuer, project and pipeline together must be of one identity, unless a claim has different values; remove one"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
