package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent.Used;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records uses of tokens. The first use of each token that this process sees is durable before it is allowed; later ones are counted in
 * memory and written at the next {@linkplain #flush() flush}. Where they cannot be written, or there is no room for more, uses are
 * refused; so are uses that would wait longer than a proxy does. Safe for use by several threads.
 */
public final class Uses {

    /** Different kinds of uses that may wait to be written. */
    public static final int ROOM = 10_000;
    /** Uses are refused where none could be written for so long. */
    public static final Duration LATEST = Duration.ofSeconds(3);

    /** A first use waits so long for others of the same token, and as long again for the disk. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** So many losses in a row mean a defect: each is another replica's success on the same token. */
    private static final int TRIES = 20;

    private final EventStore store;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Semaphore room;
    private final FirstUses first;
    private final Map<String, TokenUses> open = new ConcurrentHashMap<>();
    private volatile boolean failing;
    private volatile boolean closed;
    private volatile long flushedAt;

    /**
     * Nothing used yet.
     *
     * @param store where uses are recorded
     * @param clock the time
     * @param nanoTime a clock that only goes forward, in nanoseconds from anywhere
     */
    public Uses(EventStore store, Clock clock, LongSupplier nanoTime) {
        this(store, clock, nanoTime, ROOM, PATIENCE);
    }

    Uses(EventStore store, Clock clock, LongSupplier nanoTime, int room, Duration patience) {
        this.store = store;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.room = new Semaphore(room);
        this.first = new FirstUses(patience);
        this.flushedAt = nanoTime.getAsLong();
    }

    /**
     * A kind of use; of bounded variety, because all of it comes from the policy.
     *
     * @param target the target's id
     * @param method of HTTP
     * @param pattern that the path is of
     */
    public record Use(String target, String method, String pattern) {}

    /** {@return the stream that holds the uses of a token} */
    public static String stream(String token) {
        return "use-" + token;
    }

    /**
     * Records a use, before it is allowed.
     *
     * @throws GateException with {@code use_unrecorded}; it must be refused then
     */
    public void record(LiveToken token, Use use) {
        while (true) {
            TokenUses uses = open.computeIfAbsent(token.id(), id -> new TokenUses(token));
            first.acquire(uses);
            try {
                if (!uses.isForgotten()) {
                    record(uses, use);
                    return;
                }
            } finally {
                uses.lock().release();
            }
        }
    }

    private void record(TokenUses uses, Use use) {
        // Looked at under the lock: the last flush takes it after this was set.
        if (closed) {
            throw unrecorded(null);
        }
        Instant now = clock.instant();
        if (!uses.hasBegun()) {
            // Other uses of the same token wait here for the first one to be durable; those of other tokens do not.
            List<Used> one = List.of(uses.once(use, now));
            first.write(() -> append(uses, one));
            uses.begin();
            return;
        }
        if (failing || isLate() || (!uses.isCounting(use) && !room.tryAcquire())) {
            throw unrecorded(null);
        }
        uses.count(use, now);
    }

    private boolean isLate() {
        return nanoTime.getAsLong() - flushedAt > LATEST.toNanos();
    }

    /**
     * Writes what has been counted, and forgets tokens that have expired.
     *
     * @throws GateException with {@code use_unrecorded} where something could not be written. It stays counted, and until it can be
     *     written further uses are refused
     */
    public synchronized void flush() {
        GateException failure = null;
        for (TokenUses uses : open.values()) {
            try {
                flush(uses);
            } catch (GateException e) {
                failure = e;
            }
        }
        failing = failure != null;
        if (failure != null) {
            throw failure;
        }
        flushedAt = nanoTime.getAsLong();
    }

    private void flush(TokenUses uses) {
        List<Used> counted;
        uses.lock().acquireUninterruptibly();
        try {
            counted = uses.take();
            if (counted.isEmpty() && uses.token().isExpired(clock.instant())) {
                uses.forget();
                open.remove(uses.token().id(), uses);
            }
        } finally {
            uses.lock().release();
        }
        if (counted.isEmpty()) {
            return;
        }
        try {
            // Outside the lock: nobody waits for the disk but for a first use.
            append(uses, counted);
            room.release(counted.size());
        } catch (GateException e) {
            uses.lock().acquireUninterruptibly();
            try {
                room.release(uses.putBack(counted));
            } finally {
                uses.lock().release();
            }
            throw e;
        }
    }

    private void append(TokenUses uses, List<Used> events) {
        String stream = stream(uses.token().id());
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                long version = store.read(stream).version();
                try {
                    store.commit(Commit.of(stream, version, events, List.<Work>of()));
                    return;
                } catch (VersionConflict lost) {
                    // Another replica has recorded a use of the same token.
                }
            }
        } catch (GateException e) {
            throw unrecorded(e);
        }
        throw unrecorded(null);
    }

    /** {@return how many kinds of uses wait to be written} */
    public int waiting() {
        return open.values().stream()
                .mapToInt(uses -> {
                    uses.lock().acquireUninterruptibly();
                    try {
                        return uses.kinds();
                    } finally {
                        uses.lock().release();
                    }
                })
                .sum();
    }

    /**
     * Refuses further uses, and writes what has been counted.
     *
     * @throws GateException with {@code use_unrecorded} where it cannot be written; it is lost then
     */
    public void close() {
        closed = true;
        try {
            flush();
        } finally {
            first.close();
        }
    }

    static GateException unrecorded(@Nullable Throwable cause) {
        return new GateException(
                ReasonCode.USE_UNRECORDED,
                "the use of the token cannot be recorded now, so it is refused; try again in a moment",
                cause);
    }
}
