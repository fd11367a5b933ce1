package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in {@code groups}. */
class GroupFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
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
                        "policy.yaml:6:3: groups: must be a mapping, not a list; write a mapping"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
