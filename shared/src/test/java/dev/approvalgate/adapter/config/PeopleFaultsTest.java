package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in {@code people}. */
class PeopleFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
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
                        "policy.yaml:3:57: people[0].accounts.jenkins: \"ada\" is not of the right form; it must be REALM/USER-ID, or { realm: HOST/PATH, id: USER-ID }"),
                change(
                        "github: 1001",
                        "jenkins: { realm: https://ci.example.com/a/, id: ada }",
                        "policy.yaml:3:66: people[0].accounts.jenkins.realm: \"https://ci.example.com/a/\" is not of the right form; it must be the controller's address without https:// and last slash"),
                change(
                        "github: 1001",
                        "oidc: { issuer: id.example.com }",
                        "policy.yaml:3:54: people[0].accounts.oidc.subject: is missing; add it",
                        "policy.yaml:3:64: people[0].accounts.oidc.issuer: is not a URL; write one such as https://example.com"),
                change(
                        "people:\n  - {",
                        "people:\n  ada: {",
                        "policy.yaml:4:3: is no YAML: expected <block end>, but found '-'; check indentation and quotes there"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
