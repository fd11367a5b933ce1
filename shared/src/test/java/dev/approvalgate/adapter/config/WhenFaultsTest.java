package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in which changes a rule is for. */
class WhenFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                rule("when: {}", "policy.yaml:20:11: rules[0].when: says nothing; remove it, or narrow the rule"),
                rule(
                        "when: [main]",
                        "policy.yaml:20:11: rules[0].when: must be a mapping, not a list; write a mapping"),
                rule(
                        "when: { branch: [main] }",
                        "policy.yaml:20:13: rules[0].when.branch: unknown key; did you mean \"branches\"?"),
                rule(
                        "when: { branches: [] }",
                        "policy.yaml:20:23: rules[0].when.branches: is an empty list; name at least one"),
                rule(
                        "when: { branches: main }",
                        "policy.yaml:20:23: rules[0].when.branches: must be a list, not a text; put it in [brackets]"),
                rule(
                        "when: { branches: [/main] }",
                        "policy.yaml:20:24: rules[0].when.branches[0]: \"/main\" is no pattern; a pattern has 1 to 255 characters, at most eight stars, and no slash at its beginning"),
                rule(
                        "when: { tags: [\"*********\"] }",
                        "policy.yaml:20:20: rules[0].when.tags[0]: \"*********\" is no pattern; a pattern has 1 to 255 characters, at most eight stars, and no slash at its beginning"),
                rule(
                        "when: { paths: {} }",
                        "policy.yaml:20:20: rules[0].when.paths: says nothing; name at least one of any, all, none"),
                rule(
                        "when: { paths: { some: [\"db/**\"] } }",
                        "policy.yaml:20:22: rules[0].when.paths.some: unknown key; known keys are all, any, none"),
                rule(
                        "when: { paths: { any: [] } }",
                        "policy.yaml:20:27: rules[0].when.paths.any: is an empty list; name at least one"),
                rule(
                        "when: { paths: { any: [\"db/**\"], none: [\"db/**\", \"db/**\"] } }",
                        "policy.yaml:20:54: rules[0].when.paths.none[1]: is in the list twice; remove one"),
                rule(
                        "when: { labels: [7] }",
                        "policy.yaml:20:22: rules[0].when.labels[0]: must be a text, not a number; put it in quotes"),
                rule(
                        "when: { triggers: [Push] }",
                        "policy.yaml:20:24: rules[0].when.triggers[0]: \"Push\" is not of the right form; it must be a host's word for a trigger, such as push"),
                rule(
                        "when: { size: {} }",
                        "policy.yaml:20:19: rules[0].when.size: says nothing; name at least one bound"),
                rule(
                        "when: { size: { most_files: -1 } }",
                        "policy.yaml:20:33: rules[0].when.size.most_files: must be from 0 to 1000000; choose a number in between"),
                rule(
                        "when: { size: { least_files: 5, most_files: 4 } }",
                        "policy.yaml:20:49: rules[0].when.size.most_files: is less than the least; no change has such a size; raise it"),
                rule(
                        "when: { size: { least_lines: 5, most_lines: 4 } }",
                        "policy.yaml:20:49: rules[0].when.size.most_lines: is less than the least; no change has such a size; raise it"),
                rule(
                        "when: { risks: [migrations] }",
                        "policy.yaml:20:21: rules[0].when.risks[0]: \"migrations\" is not known here; did you mean \"migration\"?"),
                rule(
                        "when: { times: [] }",
                        "policy.yaml:20:20: rules[0].when.times: is an empty list; name at least one"),
                rule(
                        "when: { condition: 7 }",
                        "policy.yaml:20:24: rules[0].when.condition: must be a text, not a number; put it in quotes"),
                rule(
                        "when: { condition: \"true\" }",
                        "policy.yaml:20:24: rules[0].when.condition: conditions are not available on this host; correct the condition"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
