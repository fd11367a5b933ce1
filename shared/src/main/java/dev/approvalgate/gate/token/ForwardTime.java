package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time, which goes forward only: a clock that was set back would make expired tokens live again. What this process has seen is
 * remembered until it ends. Safe for use by several threads.
 */
final class ForwardTime {

    /** Clocks are corrected by so much without a word. */
    static final Duration LEEWAY = Duration.ofMinutes(2);

    private final Clock clock;
    private Instant latest;

    ForwardTime(Clock clock) {
        this.clock = clock;
        this.latest = clock.instant();
    }

    /** Looks at the clock. {@return the latest time that it has ever shown} */
    synchronized Instant seen() {
        Instant shown = clock.instant();
        if (shown.isAfter(latest)) {
            latest = shown;
        }
        return latest;
    }

    /**
     * {@return the latest time that the clock has ever shown}
     *
     * @throws GateException with {@code clock_behind} while it shows one that is earlier by more than {@link #LEEWAY}
     */
    Instant now() {
        Instant shown = clock.instant();
        Instant seen = seen();
        if (shown.isBefore(seen.minus(LEEWAY))) {
            throw new GateException(
                    ReasonCode.CLOCK_BEHIND,
                    "the gate's clock shows " + shown + ", and has shown " + seen
                            + " before; nobody can say whether a token has expired until the clock is right");
        }
        return seen;
    }
}
