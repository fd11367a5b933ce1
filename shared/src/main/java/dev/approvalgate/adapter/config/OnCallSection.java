package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.OnCallSchedule;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code on_call}: persons in turn, or a group of another system. */
final class OnCallSection {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_TURN = Duration.ofDays(365);

    private final PeopleSection people;
    private final Names names = new Names("schedule", "schedules");
    private final Map<String, OnCallSchedule> schedules = new LinkedHashMap<>();
    private final Map<String, ExternalGroup> groups = new LinkedHashMap<>();

    OnCallSection(PeopleSection people) {
        this.people = people;
    }

    void read(Value mapping) {
        mapping.entries().forEach((key, value) -> {
            names.declare(key);
            Fields fields = value.fields(
                    "time_zone", "starts", "turn", "order", "overrides", "slack_user_group", "github_team");
            if (fields.has("slack_user_group") || fields.has("github_team")) {
                group(fields, value).ifPresent(group -> groups.put(key.name(), group));
            } else {
                schedule(fields, key.name()).ifPresent(schedule -> schedules.put(key.name(), schedule));
            }
        });
    }

    private static Optional<ExternalGroup> group(Fields fields, Value value) {
        Optional<ExternalGroup> slack = fields.optional("slack_user_group", ExternalGroups::slackUserGroup);
        Optional<ExternalGroup> github = fields.optional("github_team", ExternalGroups::githubTeam);
        if (fields.keys().size() > 1) {
            value.wrong("mixes a group with something else", "leave the group alone, or remove it");
        }
        return slack.or(() -> github);
    }

    private Optional<OnCallSchedule> schedule(Fields fields, String name) {
        Optional<ZoneId> zone = fields.required("time_zone", Times::zone);
        Optional<LocalDateTime> starts = fields.required("starts", Times::moment);
        Optional<Integer> days = fields.required("turn", OnCallSection::days);
        Optional<List<String>> order = fields.required("order", list -> list.some(people::refer));
        List<OnCallSchedule.StandIn> overrides = fields.optional(
                "overrides", list -> zone.flatMap(where -> list.any(item -> override(item, where))), List.of());
        return fields.build(() -> new OnCallSchedule(
                name,
                starts.orElseThrow().atZone(zone.orElseThrow()),
                days.orElseThrow(),
                order.orElseThrow().stream().map(PersonId::new).toList(),
                overrides));
    }

    private static Optional<Integer> days(Value value) {
        return value.duration(DAY, LONGEST_TURN)
                .flatMap(turn -> turn.equals(Duration.ofDays(turn.toDays()))
                        ? Optional.of((int) turn.toDays())
                        : value.refuse("must be whole days", "write it as 1d or 7d"));
    }

    private Optional<OnCallSchedule.StandIn> override(Value item, ZoneId zone) {
        Fields fields = item.fields("person", "from", "to");
        Optional<String> person = fields.required("person", people::refer);
        Optional<Span> span = Span.read(fields, zone);
        return fields.build(() -> new OnCallSchedule.StandIn(
                new PersonId(person.orElseThrow()),
                span.orElseThrow().from(),
                span.orElseThrow().to()));
    }

    /** {@return who is on call by the schedule that a value refers to} */
    Optional<Approvers> refer(Value value) {
        return names.refer(value)
                .map(name -> groups.containsKey(name)
                        ? new Approvers.OnCallGroup(name, groups.get(name))
                        : new Approvers.OnCall(name));
    }

    /** {@return whether persons take turns in a schedule} */
    boolean isSchedule(String name) {
        return schedules.containsKey(name);
    }

    Names names() {
        return names;
    }

    /** {@return the schedules of the policy's own} */
    Map<String, OnCallSchedule> build() {
        return Map.copyOf(schedules);
    }
}
