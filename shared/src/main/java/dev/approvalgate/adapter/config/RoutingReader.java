package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.policy.Escalation;
import dev.approvalgate.domain.policy.Rule.Routing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads where reviewers see a request. */
final class RoutingReader {

    private static final Duration SHORTEST = TimingReader.SHORTEST;
    private static final Duration LONGEST = TimingReader.LONGEST_WAIT;

    private RoutingReader() {}

    static Optional<Routing> read(Fields rule, Optional<Duration> deadline) {
        Duration reminder = rule.optional("reminder", value -> reminder(value, deadline), Duration.ZERO);
        List<Escalation> steps =
                rule.optional("escalations", list -> list.some(item -> escalation(item, deadline)), List.of());
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) <= 0) {
                rule.wrong("escalations", "are not in the order of their times", "put the earliest first");
            }
        }
        Optional<List<ChannelAddress>> channels = rule.required("channels", list -> list.any(Channels::read));
        return channels.map(shown -> new Routing(shown, reminder, steps));
    }

    private static Optional<Duration> reminder(Value value, Optional<Duration> deadline) {
        if (value.isText("never")) {
            return Optional.of(Duration.ZERO);
        }
        return before(value, deadline, "it says how long before the deadline people are reminded");
    }

    private static Optional<Escalation> escalation(Value item, Optional<Duration> deadline) {
        Fields fields = item.fields("after", "channels");
        Optional<Duration> after = fields.required(
                "after", value -> before(value, deadline, "it says how long after the request it is shown there too"));
        Optional<List<ChannelAddress>> channels = fields.required("channels", list -> list.some(Channels::read));
        return fields.build(() -> new Escalation(after.orElseThrow(), channels.orElseThrow()));
    }

    private static Optional<Duration> before(Value value, Optional<Duration> deadline, String meaning) {
        Optional<Duration> time = value.duration(SHORTEST, LONGEST);
        if (time.isPresent() && deadline.isPresent() && time.get().compareTo(deadline.get()) >= 0) {
            return value.refuse("must be shorter than the deadline (" + Durations.write(deadline.get()) + ")", meaning);
        }
        return time;
    }
}
