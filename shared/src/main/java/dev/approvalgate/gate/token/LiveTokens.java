package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.port.TokenIndex.Changes;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that live, in memory. What this process commits is known with the next question; what other replicas commit, with the next
 * {@linkplain #poll() poll}. Where the last reading of the store is older than {@link #STALE}, it reads before it answers, and refuses
 * where it cannot. Safe for use by several threads.
 *
 * <p>The age of a reading is measured twice: by a monotonic clock, which nobody can set back, and by the wall clock, which goes on while
 * the machine sleeps. The larger one counts.
 */
public final class LiveTokens implements EventStore.Listener {

    /** No answer is based on a reading that is older. */
    public static final Duration STALE = Duration.ofSeconds(2);

    /** Whoever waits for another thread's reading waits so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TokenIndex index;
    private final Clock clock;
    private final ForwardTime time;
    private final LongSupplier nanoTime;
    /** Held by the one thread that reads the store. */
    private final Semaphore reading = new Semaphore(1);

    private final Map<String, LiveToken> living = new ConcurrentHashMap<>();
    private final Map<String, Death> dead = new ConcurrentHashMap<>();
    /** Another one after each commit of this process. */
    private volatile Object state = new Object();

    private volatile Reading last;

    /** What was known when the store was read: up to which position, in which state, and when. */
    private record Reading(long position, Object state, long nanos, Instant at) {}

    /** A token that died before its time. */
    private record Death(LiveToken token, DeathCause cause) {}

    /**
     * Reads all tokens that live.
     *
     * @param index where to read
     * @param clock the time
     * @param nanoTime a clock that only goes forward, in nanoseconds from anywhere
     * @throws GateException with {@code store_failed}
     */
    public LiveTokens(TokenIndex index, Clock clock, LongSupplier nanoTime) {
        this.index = index;
        this.clock = clock;
        this.time = new ForwardTime(clock);
        this.nanoTime = nanoTime;
        long nanos = nanoTime.getAsLong();
        Instant now = clock.instant();
        Changes all = index.live(now);
        all.minted().forEach(token -> living.put(token.id(), token));
        this.last = new Reading(all.position(), state, nanos, now);
    }

    @Override
    public void committed(String stream, Instant at) {
        // Tokens are minted and die in their requests' streams only.
        if (RequestId.isWellFormed(stream)) {
            state = new Object();
        }
    }

    /**
     * {@return what is known of a verified token, which lives}
     *
     * @throws GateException with {@code token_expired}, {@code token_revoked} (the message says why), {@code token_unknown}, or {@code
     *     token_feed_stale} or {@code clock_behind} where it cannot be said now
     */
    public LiveToken alive(Verified token) {
        if (!time.now().isBefore(token.expiresAt())) {
            throw new GateException(ReasonCode.TOKEN_EXPIRED, "the token has expired");
        }
        LiveToken known = find(token.id()).orElseThrow(() -> gone(token.id()));
        if (!known.hash().equals(token.hash())) {
            throw unknown();
        }
        return known;
    }

    /**
     * {@return the token of that id, where it lives}
     *
     * @throws GateException with {@code token_feed_stale} or {@code clock_behind} where that cannot be said now
     */
    public Optional<LiveToken> find(String id) {
        Instant now = time.now();
        confirm();
        LiveToken token = living.get(id);
        if (token == null && !dead.containsKey(id)) {
            token = lookUp(id).orElse(null);
        }
        return Optional.ofNullable(token).filter(found -> !found.isExpired(now));
    }

    /**
     * Reads what has happened since the last reading.
     *
     * @throws GateException with {@code store_failed}
     */
    public void poll() {
        // Also where nobody asks for a long time: the latest time must be known.
        time.seen();
        acquire();
        try {
            read();
        } finally {
            reading.release();
        }
    }

    /** {@return how long ago the store was read} */
    public Duration age() {
        Reading then = last;
        Duration monotonic = Duration.ofNanos(nanoTime.getAsLong() - then.nanos());
        Duration wall = Duration.between(then.at(), clock.instant());
        return monotonic.compareTo(wall) >= 0 ? monotonic : wall;
    }

    private boolean isConfirmed() {
        return last.state() == state && age().compareTo(STALE) <= 0;
    }

    /** Makes sure that everything is known that was committed here before, and by others until a moment ago. */
    private void confirm() {
        if (isConfirmed()) {
            return;
        }
        acquire();
        try {
            // Whoever waited may find that another thread has just read.
            if (!isConfirmed()) {
                read();
            }
        } catch (GateException e) {
            throw stale(e);
        } finally {
            reading.release();
        }
    }

    private void read() {
        // Noted before the reading: what is committed meanwhile is read the next time.
        Object noted = state;
        long nanos = nanoTime.getAsLong();
        Instant now = clock.instant();
        Changes changes = index.since(last.position());
        changes.minted().forEach(token -> living.putIfAbsent(token.id(), token));
        changes.deaths().forEach((id, cause) -> {
            LiveToken token = living.get(id);
            if (token != null) {
                // First there, then not here: nobody may find it in neither.
                dead.put(id, new Death(token, cause));
                living.remove(id);
            }
        });
        living.values().removeIf(token -> token.isExpired(now));
        dead.values().removeIf(death -> death.token().isExpired(now));
        last = new Reading(changes.position(), noted, nanos, now);
    }

    /** One that was minted elsewhere a moment ago. */
    private Optional<LiveToken> lookUp(String id) {
        acquire();
        try {
            index.find(id).ifPresent(this::remember);
            return Optional.ofNullable(living.get(id));
        } catch (GateException e) {
            throw stale(e);
        } finally {
            reading.release();
        }
    }

    private void remember(TokenIndex.Entry entry) {
        LiveToken token = entry.token();
        if (entry.death().isPresent()) {
            dead.put(token.id(), new Death(token, entry.death().get()));
        } else if (!dead.containsKey(token.id())) {
            living.putIfAbsent(token.id(), token);
        }
    }

    private void acquire() {
        try {
            if (reading.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw stale(null);
    }

    private GateException gone(String id) {
        Death death = dead.get(id);
        return death == null
                ? unknown()
                : new GateException(
                        ReasonCode.TOKEN_REVOKED,
                        "the token was revoked (" + death.cause().code() + ")");
    }

    private static GateException unknown() {
        return new GateException(ReasonCode.TOKEN_UNKNOWN, "there is no record of such a token");
    }

    private static GateException stale(@Nullable GateException cause) {
        return new GateException(
                ReasonCode.TOKEN_FEED_STALE,
                "it cannot be confirmed now that the token has not been revoked; try again in a moment",
                cause);
    }
}
