package dev.approvalgate.gate;

import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What another system has said, remembered for a stated life and bounded in number. A clock that is set back makes it stale, not
 * immortal. Safe for use by several threads; nothing is locked while somebody reads.
 *
 * @param <K> what was asked for
 * @param <V> what was said
 */
public final class Remembered<K, V> {

    private final Duration life;
    private final int most;
    private final Clock clock;
    private final Map<K, Said<V>> said = new LinkedHashMap<>(16, 0.75f, true);

    private record Said<V>(V value, Instant at) {}

    /**
     * Remembers nothing yet.
     *
     * @param life how long an answer counts as recent
     * @param most how many are kept; the one that was not asked for longest goes first
     * @param clock the time
     */
    public Remembered(Duration life, int most, Clock clock) {
        this.life = life;
        this.most = most;
        this.clock = clock;
    }

    /**
     * {@return what was said; empty where only what is remembered may be told, and nothing is}
     *
     * @param read asks the other system; whatever it throws is thrown, and nothing is remembered of it
     */
    public Optional<V> get(K key, Freshness freshness, Function<K, V> read) {
        return switch (freshness) {
            case KNOWN -> known(key);
            case RECENT -> Optional.of(recent(key, read));
            case NOW -> Optional.of(now(key, read));
        };
    }

    /** {@return what was said within the stated life, or is said now} */
    public V recent(K key, Function<K, V> read) {
        Said<V> before = find(key);
        return before != null && isRecent(before.at()) ? before.value() : now(key, read);
    }

    private boolean isRecent(Instant at) {
        Instant now = clock.instant();
        return !now.isBefore(at) && now.isBefore(at.plus(life));
    }

    private V now(K key, Function<K, V> read) {
        V value = read.apply(key);
        put(key, value);
        return value;
    }

    /** {@return what was said last, however long ago; empty where nothing is remembered} */
    public Optional<V> known(K key) {
        return Optional.ofNullable(find(key)).map(Said::value);
    }

    /** Remembers what was said by the way. */
    public synchronized void put(K key, V value) {
        said.put(key, new Said<>(value, clock.instant()));
        if (said.size() > most) {
            said.remove(said.keySet().iterator().next());
        }
    }

    /** {@return the answers to several questions, without those that have none} */
    public static <K, V> Map<K, V> all(Collection<K> keys, Function<K, Optional<V>> answer) {
        var answers = new HashMap<K, V>();
        keys.forEach(key -> answer.apply(key).ifPresent(value -> answers.put(key, value)));
        return answers;
    }

    private synchronized @Nullable Said<V> find(K key) {
        return said.get(key);
    }
}
