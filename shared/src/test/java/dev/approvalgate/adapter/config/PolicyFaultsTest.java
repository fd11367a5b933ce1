package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed policies, each with exactly what is said of it. */
class PolicyFaultsTest {

    /** A change to the minimal policy, and the faults that follow. */
    private static Arguments change(String what, String by, String... faults) {
        if (!PolicyTexts.MINIMAL.contains(what)) {
            throw new IllegalArgumentException("the policy does not contain " + what);
        }
        return Arguments.of(PolicyTexts.MINIMAL.replace(what, by), List.of(faults));
    }

    private static Arguments text(String text, String... faults) {
        return Arguments.of(text, List.of(faults));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                text("", "policy.yaml: is empty; write its keys"),
                text("# nothing\n", "policy.yaml: is empty; write its keys"),
                text("---\n", "policy.yaml:2:1: has no value; write a mapping"),
                text("[]\n", "policy.yaml:1:1: must be a mapping, not a list; write a mapping"),
                text("just words\n", "policy.yaml:1:1: must be a mapping, not a text; write a mapping"),
                text(
                        "version: 1\n\tpeople: []\n",
                        "policy.yaml:2:1: is no YAML: a tab stands where only spaces may; indent with spaces"),
                text(
                        "version: [1\n",
                        "policy.yaml:2:1: is no YAML: expected ',' or ']', but got <stream end>; check indentation and quotes there"),
                text(
                        "version: 1\n---\nversion: 1\n",
                        "policy.yaml:2:1: a second document begins here; keep one document in a file"),
                text(
                        "a: &x [1]\nb: *x\n",
                        "policy.yaml:1:4: anchors (&) and aliases (*) are not supported; write the value out; put a text that begins with & or * in quotes"),
                text(
                        "a: *x\n",
                        "policy.yaml:1:4: anchors (&) and aliases (*) are not supported; write the value out; put a text that begins with & or * in quotes"),
                text(
                        "version: !!int 1\n",
                        "policy.yaml:1:10: tags (!) are not supported; remove it; put a text that begins with ! in quotes"),
                text(
                        "a: !secret b\n",
                        "policy.yaml:1:4: tags (!) are not supported; remove it; put a text that begins with ! in quotes"),
                text(
                        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
                        "policy.yaml:1:21: is nested deeper than 20 levels; check its brackets"),
                text("version: \0\n", "policy.yaml:1:10: holds the character U+0000, which YAML forbids; remove it"),
                text("\uFEFFversion: 1\n", "policy.yaml:1:1: begins with a byte order mark; save it without one"),
                text("%YAML 9.9\n---\na: b\n", "policy.yaml: is no YAML; check its indentation and quotes"),
                text(
                        "? [a]\n: 1\n",
                        "policy.yaml:1:1: version: is missing; add it",
                        "policy.yaml:1:1: people: is missing; add it",
                        "policy.yaml:1:1: groups: is missing; add it",
                        "policy.yaml:1:1: identities: is missing; add it",
                        "policy.yaml:1:1: rules: is missing; add it",
                        "policy.yaml:1:3: a key must be a word; write key: value"),
                text(
                        "a: 'open\n",
                        "policy.yaml:2:1: is no YAML: found unexpected end of stream; check indentation and quotes there"),
                change(
                        "version: 1",
                        "version: 2",
                        "policy.yaml:1:10: version: version 2 is not known here; write version: 1"),
                change(
                        "version: 1",
                        "version: one",
                        "policy.yaml:1:10: version: must be a whole number, not a text; write a whole number"),
                change("version: 1\n", "", "policy.yaml:1:1: version: is missing; add it"),
                change("version: 1", "version:", "policy.yaml:1:9: version: has no value; write a whole number"),
                change(
                        "version: 1",
                        "version: 99999999999999999999",
                        "policy.yaml:1:10: version: must be from 0 to 2147483647; choose a number in between"),
                change(
                        "groups:\n",
                        "group:\n",
                        "policy.yaml:1:1: groups: is missing; add it",
                        "policy.yaml:5:1: group: unknown key; did you mean \"groups\"?"),
                change(
                        "version: 1\n",
                        "version: 1\nversion: 1\n",
                        "policy.yaml:2:1: version: is there twice; remove one"),
                change(
                        "version: 1\n",
                        "version: 1\n<<: {}\n",
                        "policy.yaml:2:1: \"<<\": unknown key; known keys are groups, identities, people, rules, version"),
                change(
                        "rules:\n",
                        "rules: []\nmore:\n",
                        "policy.yaml:15:1: more: unknown key; known keys are groups, identities, people, rules, version"),
                change(
                        "- { id: ada,",
                        "- { id: Ada,",
                        "policy.yaml:3:11: people[0].id: \"Ada\" is not of the right form; it must be 1 to 64 characters of a-z, 0-9, '-', '_' or '.', beginning with a letter or digit",
                        "policy.yaml:6:14: groups.payments[0]: unknown person \"ada\"; known people are grace"),
                change(
                        "- { id: ada,",
                        "- { id: 7,",
                        "policy.yaml:3:11: people[0].id: must be a text, not a number; put it in quotes",
                        "policy.yaml:6:14: groups.payments[0]: unknown person \"ada\"; known people are grace"),
                change(
                        "- { id: grace,",
                        "- { id: ada,",
                        "policy.yaml:4:11: people[1].id: the person \"ada\" is there twice, first in line 3; rename or remove one",
                        "policy.yaml:6:19: groups.payments[1]: unknown person \"grace\"; known people are ada"),
                change(
                        "{ id: ada, ",
                        "{ ",
                        "policy.yaml:3:5: people[0].id: is missing; add it",
                        "policy.yaml:6:14: groups.payments[0]: unknown person \"ada\"; known people are grace"),
                change(
                        "{ id: ada, ",
                        "{ id: ada, name: \"\", ",
                        "policy.yaml:3:22: people[0].name: must not be blank; write a text, or remove the key"),
                change(
                        "{ id: ada, ",
                        "{ id: ada, name: \"A\\u202Eda\", ",
                        "policy.yaml:3:22: people[0].name: holds invisible characters, or spaces at its ends; remove them"),
                change(
                        "{ id: ada, ",
                        "{ id: ada, email: ada@example.com, ",
                        "policy.yaml:3:16: people[0].email: unknown key; known keys are accounts, id, name"),
                change(
                        "accounts: { slack: T0123/U0001, github: 1001 }",
                        "accounts: {}",
                        "policy.yaml:3:26: people[0].accounts: names no account; name one of slack, github, jenkins, oidc: who has none can do nothing here"),
                change(
                        ", accounts: { slack: T0123/U0001, github: 1001 }",
                        "",
                        "policy.yaml:3:5: people[0].accounts: is missing; add it"),
                change(
                        "accounts: { slack: T0123/U0001, github: 1001 }",
                        "accounts: T0123/U0001",
                        "policy.yaml:3:26: people[0].accounts: must be a mapping, not a text; write a mapping"),
                change(
                        "slack: T0123/U0001",
                        "slack: ada",
                        "policy.yaml:3:35: people[0].accounts.slack: \"ada\" is not of the right form; it must be TEAM/USER by their ids, such as T0123ABCD/U0456EFGH"),
                change(
                        "slack: T0123/U0001",
                        "slak: T0123/U0001",
                        "policy.yaml:3:28: people[0].accounts.slak: unknown key; did you mean \"slack\"?"),
                change(
                        "github: 1001",
                        "github: octocat",
                        "policy.yaml:3:56: people[0].accounts.github: \"octocat\" is not of the right form; it must be the account's number (from https://api.github.com/users/LOGIN), or API-HOST/NUMBER"),
                change(
                        "github: 1001",
                        "github: 0",
                        "policy.yaml:3:56: people[0].accounts.github: \"0\" is not of the right form; it must be the account's number (from https://api.github.com/users/LOGIN), or API-HOST/NUMBER"),
                change(
                        "github: 1002",
                        "github: 1001",
                        "policy.yaml:4:58: people[1].accounts.github: account github:api.github.com/1001 belongs to \"ada\" already; an account belongs to one person; remove it from one of them"),
                change(
                        "slack: T0123/U0002",
                        "slack: T0123/U0001",
                        "policy.yaml:4:37: people[1].accounts.slack: account slack:T0123/U0001 belongs to \"ada\" already; an account belongs to one person; remove it from one of them"),
                change(
                        "github: 1001",
                        "jenkins: ada",
                        "policy.yaml:3:57: people[0].accounts.jenkins: \"ada\" is not of the right form; it must be REALM/USER-ID"),
                change(
                        "github: 1001",
                        "oidc: { issuer: id.example.com }",
                        "policy.yaml:3:54: people[0].accounts.oidc.subject: is missing; add it",
                        "policy.yaml:3:64: people[0].accounts.oidc.issuer: is not a URL; write one such as https://example.com"),
                change(
                        "people:\n  - {",
                        "people:\n  ada: {",
                        "policy.yaml:4:3: is no YAML: expected <block end>, but found '-'; check indentation and quotes there"),
                change(
                        "payments: [ada, grace]",
                        "payments: [ada, grcae]",
                        "policy.yaml:6:19: groups.payments[1]: unknown person \"grcae\"; did you mean \"grace\"?"),
                change(
                        "payments: [ada, grace]",
                        "payments: []",
                        "policy.yaml:6:13: groups.payments: is an empty list; name at least one"),
                change(
                        "payments: [ada, grace]",
                        "payments: [ada, ada]",
                        "policy.yaml:6:19: groups.payments[1]: is in the list twice; remove one"),
                change(
                        "payments: [ada, grace]",
                        "payments: ada",
                        "policy.yaml:6:13: groups.payments: must be a list, not a text; put it in [brackets]"),
                change(
                        "payments: [ada, grace]",
                        "Payments Team: [ada]",
                        "policy.yaml:6:3: groups.\"Payments Team\": \"Payments Team\" is not of the right form; it must be 1 to 64 characters of a-z, 0-9, '-', '_' or '.', beginning with a letter or digit",
                        "policy.yaml:12:12: identities[0].owner: unknown group \"payments\"; there are no groups",
                        "policy.yaml:18:25: rules[0].approvals.from[0]: unknown group \"payments\"; there are no groups"),
                change(
                        "payments: [ada, grace]",
                        "payments: [ada, grace]\n  payments: [ada]",
                        "policy.yaml:7:3: groups.payments: the group \"payments\" is there twice, first in line 6; rename or remove one"),
                change(
                        "  payments: [ada, grace]\n",
                        "  - payments\n",
                        "policy.yaml:6:3: groups: must be a mapping, not a list; write a mapping"),
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
                        "project: acme payments",
                        "policy.yaml:10:14: identities[0].project: \"acme payments\" is not of the right form; it must be the repository's number or the job's id at the issuer"),
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
                        "policy.yaml:14:5: identities[1]: matches the same pipeline as the identity \"payments-deploy\"; issuer, project and pipeline together must be of one identity; remove one"),
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
                        "policy.yaml:18:16: rules[0].approvals.from: is missing; add it"),
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
                        "deadline: 8h\n    accepts: [everything]",
                        "policy.yaml:20:15: rules[0].accepts[0]: \"everything\" is not known here; known values are incomplete_change, unmapped_authors"),
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
                        "token: { max_jobs: 0, audience",
                        "policy.yaml:20:24: rules[0].token.max_jobs: must be from 1 to 256; choose a number in between"),
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
                        "policy.yaml:15:5: rules[0].channels: is missing; add it"),
                change(
                        "    environments: [production]\n    approvals",
                        "    environments: [production, staging]\n    approvals",
                        "policy.yaml:15:5: rules[0]: none of its identities may ask for the environment \"staging\"; remove it here, or add it to an identity"),
                change(
                        "    environments: [production]\n    approvals",
                        "    environments: [production]\n    actions: [rotate]\n    approvals",
                        "policy.yaml:15:5: rules[0]: none of its identities may ask for the action \"rotate\"; remove it here, or add it to an identity"),
                change(
                        "    channels: [slack:C0DEPLOY001]\n",
                        "    channels: [slack:C0DEPLOY001]\n  - { id: again, identities: [payments-deploy], environments: [Production], approvals: { from: [payments] }, deadline: 1h, token: { audience: x }, channels: [] }\n",
                        "policy.yaml:22:5: rules[1]: applies to payments-deploy, deploy, Production, as the rule \"production\" does; at most one rule may apply to a request; narrow one of them"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.parse(text, "policy.yaml"));

        assertThat(problem.getMessage().lines()).isEqualTo(faults);
    }
}
