package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;
import static dev.approvalgate.adapter.config.Faults.text;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no YAML, or has the wrong keys. */
class PolicyYamlFaultsTest {

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
                        "policy.yaml:2:1: \"<<\": unknown key; known keys are calendars, freezes, groups, identities, on_call, people, rules, targets, version"),
                change(
                        "rules:\n",
                        "rules: []\nmore:\n",
                        "policy.yaml:15:1: more: unknown key; known keys are calendars, freezes, groups, identities, on_call, people, rules, targets, version"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
