package dev.approvalgate.adapter.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Answers that are kept for a while, bounded in number. A clock that is set back makes them stale, not immortal. */
final class Kept<V> {

    private final Cache<String, Entry<V>> entries;
    private final Duration life;
    private final Clock clock;

    private record Entry<V>(V value, Instant at) {}

    Kept(Duration life, long most, Clock clock) {
        this.entries = Caffeine.newBuilder().maximumSize(most).build();
        this.life = life;
        this.clock = clock;
    }

    V get(String key, Function<String, V> read) {
        Instant now = clock.instant();
        Entry<V> known = entries.getIfPresent(key);
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(life))) {
            return known.value();
        }
        V value = read.apply(key);
        entries.put(key, new Entry<>(value, now));
        return value;
    }
}
