package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.inFull;
import static dev.approvalgate.adapter.config.Faults.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in windows. */
class WindowFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                rule("windows: []", "policy.yaml:20:14: rules[0].windows: is an empty list; name at least one"),
                rule(
                        "windows: { from: \"09:00\" }",
                        "policy.yaml:20:14: rules[0].windows: must be a list, not a mapping; write a list"),
                rule(
                        "windows: [{ from: \"09:00\", to: \"17:00\" }]",
                        "policy.yaml:20:15: rules[0].windows[0].time_zone: is missing; add it"),
                rule(
                        "windows: [{ to: \"17:00\", time_zone: UTC }]",
                        "policy.yaml:20:15: rules[0].windows[0].from: is missing; add it"),
                rule(
                        "windows: [{ days: [], from: \"09:00\", to: \"17:00\", time_zone: UTC }]",
                        "policy.yaml:20:23: rules[0].windows[0].days: is an empty list; name at least one"),
                rule(
                        "windows: [{ days: [monday], from: \"09:00\", to: \"17:00\", time_zone: UTC }]",
                        "policy.yaml:20:24: rules[0].windows[0].days[0]: \"monday\" is not known here; known values are fri, mon, sat, sun, thu, tue, wed"),
                rule(
                        "windows: [{ days: [mon, mon], from: \"09:00\", to: \"17:00\", time_zone: UTC }]",
                        "policy.yaml:20:29: rules[0].windows[0].days[1]: is in the list twice; remove one"),
                rule(
                        "windows: [{ from: 9, to: \"17:00\", time_zone: UTC }]",
                        "policy.yaml:20:23: rules[0].windows[0].from: must be a text, not a number; put it in quotes"),
                rule(
                        "windows: [{ from: \"9:00\", to: \"17:00\", time_zone: UTC }]",
                        "policy.yaml:20:23: rules[0].windows[0].from: \"9:00\" is not of the right form; it must be a time from 00:00 to 24:00, such as 09:00"),
                rule(
                        "windows: [{ from: \"09:00\", to: \"24:01\", time_zone: UTC }]",
                        "policy.yaml:20:36: rules[0].windows[0].to: \"24:01\" does not exist; write a time from 00:00 to 24:00, such as 09:00"),
                rule(
                        "windows: [{ from: \"09:00\", to: \"17:00\", time_zone: CET+1 }]",
                        "policy.yaml:20:56: rules[0].windows[0].time_zone: \"CET+1\" is no time zone; write a name such as Europe/Vienna, or UTC"),
                rule(
                        "windows: [{ from: \"09:00\", to: \"17:00\", time_zone: UTC, except: [austria] }]",
                        "policy.yaml:20:70: rules[0].windows[0].except[0]: unknown calendar \"austria\"; there are no calendars"),
                rule(
                        "windows: [{ from: \"09:00\", to: \"17:00\", time_zone: UTC, zone: UTC }]",
                        "policy.yaml:20:61: rules[0].windows[0].zone: unknown key; known keys are days, except, from, time_zone, to"),
                inFull(
                        "except: [austria]",
                        "except: [austia]",
                        "policy.yaml:78:92: rules[0].windows[0].except[0]: unknown calendar \"austia\"; did you mean \"austria\"?"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
