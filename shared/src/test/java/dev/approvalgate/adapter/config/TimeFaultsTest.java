package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;
import static dev.approvalgate.adapter.config.Faults.inFull;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in calendars, schedules and freezes. */
class TimeFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "version: 1\n",
                        "version: 1\ncalendars: { austria: [] }\n",
                        "policy.yaml:2:23: calendars.austria: is an empty list; name at least one"),
                change(
                        "version: 1\n",
                        "version: 1\ncalendars: { austria: [25.12.2026] }\n",
                        "policy.yaml:2:24: calendars.austria[0]: \"25.12.2026\" is not of the right form; it must be a date such as 2026-12-25"),
                change(
                        "version: 1\n",
                        "version: 1\ncalendars: { austria: [2026-02-29] }\n",
                        "policy.yaml:2:24: calendars.austria[0]: \"2026-02-29\" does not exist; write a date such as 2026-12-25"),
                change(
                        "version: 1\n",
                        "version: 1\ncalendars: { austria: [2026-12-25, 2026-12-25] }\n",
                        "policy.yaml:2:36: calendars.austria[1]: is in the list twice; remove one"),
                change(
                        "version: 1\n",
                        "version: 1\ncalendars: [2026-12-25]\n",
                        "policy.yaml:2:12: calendars: must be a mapping, not a list; write a mapping"),
                inFull(
                        "time_zone: Europe/Vienna\n    starts",
                        "time_zone: Europe/Vienne\n    starts",
                        "policy.yaml:22:16: on_call.payments.time_zone: \"Europe/Vienne\" is no time zone; did you mean \"Europe/Vienna\"?"),
                inFull(
                        "time_zone: Europe/Vienna\n    starts",
                        "time_zone: \"+01:00\"\n    starts",
                        "policy.yaml:22:16: on_call.payments.time_zone: \"+01:00\" is no time zone; write a name such as Europe/Vienna, or UTC"),
                inFull(
                        "starts: 2026-11-02T09:00",
                        "starts: 2026-11-02",
                        "policy.yaml:23:13: on_call.payments.starts: \"2026-11-02\" is not of the right form; it must be a local date and time such as 2026-12-20T09:00"),
                inFull(
                        "starts: 2026-11-02T09:00",
                        "starts: 2026-11-02T25:00",
                        "policy.yaml:23:13: on_call.payments.starts: \"2026-11-02T25:00\" does not exist; write a local date and time such as 2026-12-20T09:00"),
                inFull(
                        "turn: 7d",
                        "turn: 36h",
                        "policy.yaml:24:11: on_call.payments.turn: must be whole days; write it as 1d or 7d"),
                inFull(
                        "turn: 7d",
                        "turn: 12h",
                        "policy.yaml:24:11: on_call.payments.turn: must be from 1d to 365d; choose a duration in between"),
                inFull(
                        "order: [ada, grace]",
                        "order: []",
                        "policy.yaml:25:12: on_call.payments.order: is an empty list; name at least one"),
                inFull(
                        "order: [ada, grace]",
                        "order: [ada, linus]",
                        "policy.yaml:25:18: on_call.payments.order[1]: unknown person \"linus\"; known people are ada, grace"),
                inFull(
                        "person: grace, from: 2026-12-24T09:00, to: 2026-12-26T09:00",
                        "person: grace, from: 2026-12-26T09:00, to: 2026-12-26T09:00",
                        "policy.yaml:26:62: on_call.payments.overrides[0].to: is not after from; write a later one"),
                inFull(
                        "person: grace, from: 2026-12-24T09:00, to: 2026-12-26T09:00",
                        "person: linus, from: 2026-12-24T09:00",
                        "policy.yaml:26:17: on_call.payments.overrides[0].to: is missing; add it",
                        "policy.yaml:26:27: on_call.payments.overrides[0].person: unknown person \"linus\"; known people are ada, grace"),
                inFull(
                        "infra: { slack_user_group: T0123/S0789 }",
                        "infra: { slack_user_group: T0123/S0789, turn: 7d }",
                        "policy.yaml:27:10: on_call.infra: mixes a group with something else; leave the group alone, or remove it"),
                inFull(
                        "infra: { slack_user_group: T0123/S0789 }",
                        "infra: { slack_user_group: oncall }",
                        "policy.yaml:27:30: on_call.infra.slack_user_group: \"oncall\" is not of the right form; it must be TEAM/USER-GROUP by their ids, such as T0123ABCD/S0456EFGH"),
                inFull(
                        "infra: { slack_user_group: T0123/S0789 }",
                        "infra: {}",
                        "policy.yaml:27:10: on_call.infra.time_zone: is missing; add it",
                        "policy.yaml:27:10: on_call.infra.starts: is missing; add it",
                        "policy.yaml:27:10: on_call.infra.turn: is missing; add it",
                        "policy.yaml:27:10: on_call.infra.order: is missing; add it"),
                inFull(
                        "to: 2027-01-07T08:00",
                        "to: 2026-01-07T08:00",
                        "policy.yaml:45:9: freezes[0].to: is not after from; write a later one"),
                inFull(
                        "    reason: closing of the year\n",
                        "",
                        "policy.yaml:42:5: freezes[0].reason: is missing; add it"),
                inFull(
                        "environments: [production]\n    reason",
                        "environments: []\n    reason",
                        "policy.yaml:46:19: freezes[0].environments: is an empty list; name at least one"),
                inFull(
                        "  - id: year-end\n",
                        "  - { id: year-end, time_zone: UTC, from: 2026-12-20T00:00, to: 2027-01-07T08:00, reason: again }\n  - id: year-end\n",
                        "policy.yaml:43:9: freezes[1].id: the freeze \"year-end\" is there twice, first in line 42; rename or remove one"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
