package dev.approvalgate.adapter.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Published keys, kept in memory. A token that names another one may be of a key that has just been made, here or by another replica:
 * then they are read again, at most once in {@link #PAUSE}, whatever tokens say.
 */
final class KnownKeys implements Function<String, Optional<VerificationKey>> {

    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Map<String, VerificationKey>> source;
    private final Clock clock;
    private volatile Map<String, VerificationKey> keys;
    private Instant readAt;

    /**
     * Reads the keys for the first time.
     *
     * @param source reads all published keys by their ids
     * @param clock the time
     */
    KnownKeys(Supplier<Map<String, VerificationKey>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.readAt = clock.instant();
        this.keys = source.get();
    }

    @Override
    public Optional<VerificationKey> apply(String id) {
        VerificationKey known = keys.get(id);
        if (known == null) {
            readAgain();
            known = keys.get(id);
        }
        return Optional.ofNullable(known);
    }

    private synchronized void readAgain() {
        Instant now = clock.instant();
        // In either direction: a clock that was set back must not blind us.
        if (Duration.between(readAt, now).abs().compareTo(PAUSE) >= 0) {
            readAt = now;
            keys = source.get();
        }
    }
}
