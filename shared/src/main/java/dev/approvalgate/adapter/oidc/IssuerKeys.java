package dev.approvalgate.adapter.oidc;

import dev.approvalgate.adapter.oidc.KeySet.VerificationKey;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer, kept. They are used for {@link #FRESH} without asking; then they are fetched again, and used up to {@link
 * #STALE} while the issuer cannot be read. A key that the issuer withdraws is gone with the next fetch. Whatever tokens say, the issuer
 * is asked at most once in {@link #PAUSE}, by one thread at a time. Safe for use by several threads.
 */
final class IssuerKeys {

    static final Duration FRESH = Duration.ofMinutes(15);
    static final Duration STALE = Duration.ofHours(6);
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    /** Longer than both documents may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** Where the keys are. */
    @FunctionalInterface
    interface Source {
        /** {@return the keys as they are there now} */
        KeySet fetch() throws IOException;

        /** {@return how long keys may serve while they cannot be read, counted from when they were} */
        default Duration patience() {
            return STALE;
        }
    }

    private record Snapshot(KeySet keys, Instant fetchedAt) {}

    private final String issuer;
    private final Source source;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Snapshot snapshot;
    private volatile @Nullable Instant lastAttempt;
    private volatile boolean failing;

    IssuerKeys(String issuer, Source source, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /**
     * {@return the key of that id}
     *
     * @throws GateException with {@code token_key_unknown} where the issuer has no such key, {@code directory_unreadable} where that
     *     cannot be said now
     */
    VerificationKey find(String id) {
        Optional<VerificationKey> known = kept(FRESH).flatMap(keys -> keys.find(id));
        if (known.isPresent()) {
            return known.get();
        }
        // With an aged key at hand nobody waits for a fetch that another thread is making.
        boolean aged = kept(source.patience()).flatMap(keys -> keys.find(id)).isPresent();
        refresh(aged ? Duration.ZERO : PATIENCE);
        return kept(source.patience()).flatMap(keys -> keys.find(id)).orElseThrow(this::unknown);
    }

    private Optional<KeySet> kept(Duration life) {
        Snapshot held = snapshot;
        return held != null && isWithin(held.fetchedAt(), life) ? Optional.of(held.keys()) : Optional.empty();
    }

    /** A clock that was set back makes nothing last longer. */
    private boolean isWithin(Instant start, Duration life) {
        Instant now = clock.instant();
        return !now.isBefore(start) && now.isBefore(start.plus(life));
    }

    private void refresh(Duration patience) {
        try {
            if (!fetching.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            Instant last = lastAttempt;
            // Whoever waited for the lock finds here that another has just asked.
            if (last == null || !isWithin(last, PAUSE)) {
                lastAttempt = clock.instant();
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch() {
        try {
            KeySet keys = source.fetch();
            snapshot = new Snapshot(keys, clock.instant());
            failing = false;
        } catch (IOException e) {
            failing = true;
            LOG.warn("cannot read the keys of {}: {}", issuer, e.getMessage());
        }
    }

    private GateException unknown() {
        boolean unreadable = failing || kept(source.patience()).isEmpty();
        return unreadable
                ? new GateException(
                        ReasonCode.DIRECTORY_UNREADABLE,
                        "the keys of " + issuer
                                + " cannot be read now, so that its identity tokens cannot be verified; "
                                + "try again in a minute")
                : new GateException(
                        ReasonCode.TOKEN_KEY_UNKNOWN,
                        "the identity token is signed with a key that " + issuer + " does not publish");
    }
}
