package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.domain.token.LossCause;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides what becomes of keys, and records it. A key is stored first and exists from the moment on in which its making is recorded; one
 * that was stored by a process that died before that, or lost the race, is taken for the next.
 */
final class KeyChanges {

    private static final int TRIES = 20;

    private final EventStore events;
    private final KeySources sources;
    private final KeyMaterial material;
    private final KeyRotation terms;

    KeyChanges(KeySources sources, KeyMaterial material, KeyRotation terms) {
        this.events = sources.events();
        this.sources = sources;
        this.material = material;
        this.terms = terms;
    }

    KeyRing ring() {
        return KeyRing.of(events.read(KeyRing.STREAM).events());
    }

    /** Makes a key that signs at once, unless there is one that does. */
    void require(SigningAlgorithm algorithm) {
        record(ring -> {
            Optional<KeyLife> current = ring.key(algorithm.name(), State.CURRENT);
            if (current.isPresent()
                    && material.find(current.get().id())
                            .filter(key -> !key.hasPrivate())
                            .isEmpty()) {
                return List.of();
            }
            // There is none, or it lay with a program that signs for us no more.
            return atOnce(fresh(ring, algorithm).id(), algorithm, current);
        });
    }

    /** Lets a key that another program holds be the one that signs. */
    void require(ExternalKey external) {
        String id = PublicPart.parse(external.publicJwk()).id();
        String algorithm = external.algorithm().name();
        record(ring -> {
            Optional<KeyLife> current = ring.key(algorithm, State.CURRENT);
            if (current.filter(key -> key.id().equals(id)).isPresent()) {
                return List.of();
            }
            if (ring.knows(id)) {
                throw new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        "the token signer's key " + id + " has signed before and was replaced; use another key");
            }
            material.keep(external);
            var decided = atOnce(id, external.algorithm(), current);
            ring.key(algorithm, State.NEXT)
                    .ifPresent(next -> decided.add(
                            new KeyEvent.Retired(next.id(), sources.clock().instant())));
            return decided;
        });
    }

    /** Makes keys of our own where another program held one and does no more. */
    void replaceForeign(Predicate<String> rotated) {
        KeyRing ring = ring();
        ring.algorithms().stream()
                .filter(rotated)
                .filter(algorithm -> ring.key(algorithm, State.CURRENT).isPresent())
                .forEach(algorithm -> require(SigningAlgorithm.named(algorithm)));
    }

    private List<KeyEvent> atOnce(String id, SigningAlgorithm algorithm, Optional<KeyLife> current) {
        Instant now = sources.clock().instant();
        var decided = new ArrayList<KeyEvent>();
        decided.add(new KeyEvent.Made(id, algorithm.name(), now, now));
        decided.add(new KeyEvent.Started(id, now));
        current.ifPresent(old -> decided.add(new KeyEvent.Replaced(old.id(), id, now)));
        return decided;
    }

    /** Does what has come due: makes next keys, starts those whose time has come, and retires the old. */
    void tend(Predicate<String> rotated) {
        record(ring -> {
            Instant now = sources.clock().instant();
            List<KeyEvent> decided = new ArrayList<>(terms.due(ring, now));
            for (KeyEvent event : decided) {
                if (event instanceof KeyEvent.Started) {
                    requireOpen(event.id());
                }
            }
            for (String algorithm : ring.algorithms()) {
                if (rotated.test(algorithm) && terms.wantsNext(ring, algorithm, now)) {
                    decided.add(next(ring, SigningAlgorithm.named(algorithm), now));
                }
            }
            return decided;
        });
        erase();
    }

    /** Makes the next key of each algorithm now, where none waits. {@return what was made} */
    List<KeyEvent> rotate(Predicate<String> rotated) {
        return record(ring -> ring.algorithms().stream()
                .filter(rotated)
                .filter(algorithm -> ring.key(algorithm, State.CURRENT).isPresent()
                        && ring.key(algorithm, State.NEXT).isEmpty())
                .<KeyEvent>map(algorithm -> next(
                        ring, SigningAlgorithm.named(algorithm), sources.clock().instant()))
                .toList());
    }

    private KeyEvent next(KeyRing ring, SigningAlgorithm algorithm, Instant now) {
        return new KeyEvent.Made(fresh(ring, algorithm).id(), algorithm.name(), now.plus(terms.publishAhead()), now);
    }

    /** {@return a stored key that nothing is recorded of yet} */
    private StoredKey fresh(KeyRing ring, SigningAlgorithm algorithm) {
        Optional<StoredKey> unrecorded = material.all().stream()
                .filter(key -> !ring.knows(key.id()) && key.algorithm().equals(algorithm.name()) && key.hasPrivate())
                .reduce((older, newer) -> newer);
        if (unrecorded.isPresent() && !material.opens(unrecorded.get())) {
            throw KeyLoss.of(unrecorded.get().id());
        }
        return unrecorded.orElseGet(() -> material.make(algorithm));
    }

    /** Refuses where a key that signs, or will, cannot be opened. */
    void requireOpen(Predicate<String> rotated) {
        for (KeyLife key : ring().published()) {
            if (key.state() != State.PREVIOUS && rotated.test(key.algorithm())) {
                requireOpen(key.id());
            }
        }
    }

    private void requireOpen(String id) {
        Optional<StoredKey> stored = material.find(id);
        if (stored.isEmpty() || (stored.get().hasPrivate() && !material.opens(stored.get()))) {
            throw KeyLoss.of(id);
        }
    }

    /** Gives up every key that is lost or cannot be opened. {@return them} */
    List<KeyEvent> abandon() {
        List<KeyEvent> decided = record(ring -> {
            Instant now = sources.clock().instant();
            var lost = new ArrayList<KeyEvent>();
            for (KeyLife key : ring.published()) {
                Optional<StoredKey> stored = material.find(key.id());
                if (stored.isEmpty() || (stored.get().hasPrivate() && !material.opens(stored.get()))) {
                    lost.add(new KeyEvent.Abandoned(key.id(), LossCause.UNREADABLE, now));
                }
            }
            for (StoredKey stored : material.all()) {
                if (!ring.knows(stored.id()) && !material.opens(stored)) {
                    lost.add(new KeyEvent.Made(stored.id(), stored.algorithm(), stored.createdAt(), now));
                    lost.add(new KeyEvent.Abandoned(stored.id(), LossCause.UNREADABLE, now));
                }
            }
            return lost;
        });
        erase();
        return decided.stream().filter(KeyEvent.Abandoned.class::isInstance).toList();
    }

    /**
     * Gives up every published key, and those that are stored and not in use yet, because somebody else may have them; and makes new ones
     * that sign at once. A key that signs and that another program holds stays: it cannot be replaced from here.
     *
     * @param suspects keys that were published when this was ordered; where none of them is any more, it has been done
     * @return what was given up, and what was made
     */
    List<KeyEvent> compromised(Predicate<String> rotated, Collection<String> suspects) {
        var made = new HashSet<String>();
        List<KeyEvent> decided = record(ring -> {
            var events = new ArrayList<KeyEvent>();
            List<KeyLife> exposed = ring.published().stream()
                    .filter(key -> key.state() != State.CURRENT || rotated.test(key.algorithm()))
                    .toList();
            if (exposed.stream().noneMatch(key -> suspects.contains(key.id()))) {
                return events;
            }
            Instant now = sources.clock().instant();
            for (StoredKey stored : material.all()) {
                // It lay beside those that leaked: it may not be taken for a new one.
                if (!ring.knows(stored.id()) && !made.contains(stored.id())) {
                    events.add(new KeyEvent.Made(stored.id(), stored.algorithm(), stored.createdAt(), now));
                    events.add(new KeyEvent.Abandoned(stored.id(), LossCause.COMPROMISED, now));
                }
            }
            for (KeyLife key : exposed) {
                events.add(new KeyEvent.Abandoned(key.id(), LossCause.COMPROMISED, now));
                if (key.state() == State.CURRENT) {
                    SigningAlgorithm algorithm = SigningAlgorithm.named(key.algorithm());
                    String fresh = material.make(algorithm).id();
                    made.add(fresh);
                    events.addAll(atOnce(fresh, algorithm, Optional.empty()));
                }
            }
            return events;
        });
        erase();
        return decided;
    }

    /** Erases what is left of keys that are published no more. */
    private void erase() {
        List<String> gone = ring().all().stream()
                .filter(key -> !key.isPublished())
                .map(KeyLife::id)
                .toList();
        for (StoredKey key : material.all()) {
            if (key.hasPrivate() && gone.contains(key.id())) {
                sources.store().erase(key.id());
            }
        }
    }

    private List<KeyEvent> record(Function<KeyRing, List<KeyEvent>> decision) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            History history = events.read(KeyRing.STREAM);
            List<KeyEvent> decided = decision.apply(KeyRing.of(history.events()));
            if (decided.isEmpty()) {
                return decided;
            }
            try {
                events.commit(Commit.of(KeyRing.STREAM, history.version(), decided, List.<Work>of()));
                return decided;
            } catch (VersionConflict lost) {
                // Another replica was faster; look again at what is left to do.
            }
        }
        throw new GateException(ReasonCode.CONFLICT, "the signing keys change too fast; try again");
    }
}
