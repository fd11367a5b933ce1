package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.domain.token.KeyRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of this installation, held in memory. Read anew after each change in this process, and every ten seconds at most for those of
 * others: a key of theirs is known long before it signs. Safe for use by several threads.
 */
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    static final Duration OLDEST = Duration.ofSeconds(10);
    /** Whoever shows tokens of keys that nobody knows must not make us read the store all the time. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    /** When nothing comes due, or the clock was set, it is looked at all the same. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final KeySources sources;
    private final KeyRotation terms;
    private final KeyMaterial material;
    private final KeyChanges changes;
    private final @Nullable ExternalKey external;
    private final ReentrantLock reading = new ReentrantLock();
    /** Counts the changes that were made in this process. */
    private final AtomicLong change = new AtomicLong(1);

    private volatile KeySnapshot snapshot = KeySnapshot.NONE;

    private SigningKeys(KeySources sources, KeyRotation terms, @Nullable ExternalKey external) {
        this.sources = sources;
        this.terms = terms;
        this.external = external;
        this.material = new KeyMaterial(sources);
        this.changes = new KeyChanges(sources, material, terms);
    }

    /**
     * {@return the keys of an installation; makes none yet}
     *
     * @param sources where they come from
     * @param terms how they are rotated
     * @param external a key that another program holds, or {@code null}
     * @throws GateException with {@code configuration_invalid} where a key that signs, or will, cannot be opened
     */
    public static SigningKeys open(KeySources sources, KeyRotation terms, @Nullable ExternalKey external) {
        var keys = new SigningKeys(sources, terms, external);
        if (external != null) {
            keys.changes.require(external);
        }
        keys.changes.requireOpen(keys::isRotated);
        keys.changes.replaceForeign(keys::isRotated);
        sources.events().onCommit((stream, at) -> keys.noticed(stream));
        return keys;
    }

    /** Runs on the store's own thread, which must not read. */
    private void noticed(String stream) {
        if (stream.equals(KeyRing.STREAM)) {
            change.incrementAndGet();
        }
    }

    /** Sees to it that each of some algorithms has a key that signs: a first key of its algorithm signs at once. */
    public void require(Collection<String> algorithms) {
        algorithms.forEach(name -> signer(SigningAlgorithm.named(name)));
    }

    /** {@return what signs with an algorithm} */
    Signer signer(SigningAlgorithm algorithm) {
        return current().signer(algorithm).orElseGet(() -> {
            changes.require(algorithm);
            // Another replica may have made it, of which nobody tells.
            change.incrementAndGet();
            return read().signer(algorithm).orElseThrow();
        });
    }

    /** {@return the published keys, as a JWK Set (RFC 7517): current, next and previous of each algorithm} */
    String jwks() {
        return current().jwks();
    }

    /** {@return the algorithms that keys are published of} */
    public List<String> algorithms() {
        return current().algorithms();
    }

    /** {@return a published key} */
    Optional<VerificationKey> key(String id) {
        VerificationKey known = current().keys().get(id);
        if (known == null
                && !snapshot.isYoungerThan(LEAST_PAUSE, sources.clock().instant())) {
            known = again().keys().get(id);
        }
        return Optional.ofNullable(known);
    }

    /**
     * Does what has come due.
     *
     * @return when to look again
     */
    public Instant tend() {
        changes.tend(this::isRotated);
        Instant now = sources.clock().instant();
        Instant latest = now.plus(LONGEST_PAUSE);
        return terms.nextLook(changes.ring(), this::isRotated)
                .filter(next -> next.isBefore(latest))
                .map(next -> next.isBefore(now) ? now : next)
                .orElse(latest);
    }

    /** Makes the next key of each algorithm now. {@return what was made; nothing of those where one waits already} */
    public List<KeyEvent> rotate() {
        return changes.rotate(this::isRotated);
    }

    /**
     * Gives up every published key, because somebody else may have it, and makes new ones that sign at once.
     *
     * @param suspects ids of the keys that were published when this was ordered; where none of them is any more, nothing is done
     * @return what was given up, and what was made
     */
    public List<KeyEvent> replaceCompromised(Collection<String> suspects) {
        List<KeyEvent> done = changes.compromised(this::isRotated, suspects);
        done.stream()
                .filter(KeyEvent.Abandoned.class::isInstance)
                .forEach(key ->
                        LOG.warn("the signing key {} is given up as compromised; its tokens are dead", key.id()));
        return done;
    }

    /**
     * Gives up keys that cannot be opened any more, and makes new ones that sign at once.
     *
     * @return what was given up
     */
    public static List<KeyEvent> abandonUnreadable(KeySources sources, KeyRotation terms) {
        var changes = new KeyChanges(sources, new KeyMaterial(sources), terms);
        List<KeyEvent> lost = changes.abandon();
        KeyRing ring = changes.ring();
        ring.algorithms().stream()
                .filter(algorithm -> ring.key(algorithm, KeyLife.State.CURRENT).isEmpty())
                .forEach(algorithm -> changes.require(SigningAlgorithm.named(algorithm)));
        return lost;
    }

    private boolean isRotated(String algorithm) {
        return external == null || !external.algorithm().name().equals(algorithm);
    }

    private KeySnapshot current() {
        KeySnapshot seen = snapshot;
        if (seen.change() != change.get()) {
            return read();
        }
        return seen.isYoungerThan(OLDEST, sources.clock().instant()) ? seen : again();
    }

    /** Looks for what others did. While another thread looks, or the store does not answer, what is known serves. */
    private KeySnapshot again() {
        if (!reading.tryLock()) {
            return snapshot;
        }
        try {
            return load();
        } catch (GateException e) {
            if (snapshot.keys().isEmpty()) {
                throw e;
            }
            LOG.warn("the signing keys cannot be read; those that are known serve on: {}", e.getMessage());
            snapshot = snapshot.seenAgain(sources.clock().instant());
            return snapshot;
        } finally {
            reading.unlock();
        }
    }

    /** Reads a change of our own, or waits for the thread that does. */
    private KeySnapshot read() {
        reading.lock();
        try {
            return snapshot.change() == change.get() ? snapshot : load();
        } finally {
            reading.unlock();
        }
    }

    private KeySnapshot load() {
        KeySnapshot before = snapshot;
        long seen = change.get();
        KeyRing ring = changes.ring();
        snapshot = KeySnapshot.of(
                ring,
                material.all(),
                life -> opened(life, before),
                sources.clock().instant(),
                seen);
        return snapshot;
    }

    private Signer opened(KeyLife life, KeySnapshot before) {
        Signer known = before.signer(life.id());
        if (known != null) {
            return known;
        }
        if (external != null && !isRotated(life.algorithm())) {
            return external.signer();
        }
        return material.open(material.find(life.id()).orElseThrow(() -> KeyLoss.of(life.id())));
    }
}
