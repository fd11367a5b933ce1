package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.token.KeyLife.State;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All keys, as their events tell them. Immutable. */
public final class KeyRing {

    /** The stream that everything about keys is recorded in. */
    public static final String STREAM = "keys";

    /** Verifiers read only the first keys of a set: those that sign, or soon will, come first. */
    private static final List<State> ORDER = List.of(State.CURRENT, State.NEXT, State.PREVIOUS);

    private final Map<String, KeyLife> keys = new LinkedHashMap<>();

    private KeyRing() {}

    /** {@return the keys that a history tells; events of other kinds are passed over} */
    public static KeyRing of(List<? extends DomainEvent> events) {
        var ring = new KeyRing();
        for (DomainEvent event : events) {
            if (event instanceof KeyEvent ofKey) {
                ring.apply(ofKey);
            }
        }
        return ring;
    }

    private void apply(KeyEvent event) {
        if (event instanceof KeyEvent.Made made) {
            keys.putIfAbsent(made.id(), KeyLife.made(made));
        } else if (event instanceof KeyEvent.Started) {
            change(event, key -> key.started(event.at()));
        } else if (event instanceof KeyEvent.Replaced) {
            change(event, key -> key.replaced(event.at()));
        } else if (event instanceof KeyEvent.Retired) {
            change(event, key -> key.gone(State.RETIRED, event.at()));
        } else if (event instanceof KeyEvent.Abandoned) {
            change(event, key -> key.gone(State.ABANDONED, event.at()));
        }
    }

    private void change(KeyEvent event, UnaryOperator<KeyLife> how) {
        // What is gone never comes back.
        keys.computeIfPresent(event.id(), (id, key) -> key.isPublished() ? how.apply(key) : key);
    }

    /** {@return every key that there ever was, oldest first} */
    public List<KeyLife> all() {
        return List.copyOf(keys.values());
    }

    /** {@return the algorithms that keys were ever made for, in that order} */
    public List<String> algorithms() {
        return keys.values().stream().map(KeyLife::algorithm).distinct().toList();
    }

    /** {@return the published keys of an algorithm: current, next, previous; there is one of each at most} */
    public List<KeyLife> published(String algorithm) {
        return keys.values().stream()
                .filter(key -> key.algorithm().equals(algorithm) && key.isPublished())
                .sorted(Comparator.comparingInt(key -> ORDER.indexOf(key.state())))
                .toList();
    }

    /** {@return all published keys, algorithm by algorithm} */
    public List<KeyLife> published() {
        return algorithms().stream()
                .flatMap(algorithm -> published(algorithm).stream())
                .toList();
    }

    /** {@return the key of an algorithm in some state} */
    public Optional<KeyLife> key(String algorithm, State state) {
        return published(algorithm).stream().filter(key -> key.state() == state).findFirst();
    }

    /** {@return whether anything was recorded of a key} */
    public boolean knows(String id) {
        return keys.containsKey(id);
    }
}
