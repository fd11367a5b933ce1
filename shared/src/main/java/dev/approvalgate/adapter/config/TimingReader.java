package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.Rule.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads when something may happen, and how long it may take. */
final class TimingReader {

    static final Duration SHORTEST = Duration.ofMinutes(1);
    /** GitHub fails a run that has waited 30 days. */
    static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final WindowReader windows;

    TimingReader(WindowReader windows) {
        this.windows = windows;
    }

    Optional<Timing> read(Fields rule) {
        Optional<Duration> deadline = rule.required("deadline", value -> value.duration(SHORTEST, LONGEST_WAIT));
        List<ChangeWindow> open = rule.optional("windows", windows::read, List.of());
        Duration lead = rule.optional("lead_time", value -> value.duration(Duration.ZERO, LONGEST_WAIT), Duration.ZERO);
        boolean supersedes = rule.optional("supersede", Value::flag, false);
        deadline.filter(end -> lead.compareTo(end) >= 0)
                .ifPresent(end -> rule.wrong(
                        "lead_time",
                        "must be shorter than the deadline (" + Durations.write(end) + ")",
                        "shorten it, or lengthen the deadline"));
        return deadline.map(end -> new Timing(end, open, lead, supersedes));
    }
}
