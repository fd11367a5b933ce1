package dev.approvalgate.domain.token;

import dev.approvalgate.domain.token.KeyLife.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When keys are made, begin to sign, and end. A key signs only after it has been published for so long that every verifier has seen it;
 * it is published for as long as a token of it may live. At most three keys of an algorithm are published: a next one waits until the
 * previous one has retired.
 *
 * @param rotateEvery how long a key signs
 * @param publishAhead how long it is published before
 */
public record KeyRotation(Duration rotateEvery, Duration publishAhead) {

    /** For how long verifiers and proxies may keep the published keys. */
    public static final Duration CACHE_TIME = Duration.ofMinutes(5);
    /** Clocks that are set, of replicas that differ, and of targets that are behind, are wrong by less than this. */
    public static final Duration CLOCK_LEEWAY = Duration.ofHours(2);
    /** How long a key stays published after it signed for the last time. */
    public static final Duration AFTERLIFE = DeployToken.LONGEST_LIFETIME.plus(CLOCK_LEEWAY);

    /** What is done where nothing else is said: a key a month, published a day ahead. */
    public static final KeyRotation USUAL = new KeyRotation(Duration.ofDays(30), Duration.ofHours(24));

    public KeyRotation {
        if (publishAhead.compareTo(CACHE_TIME) <= 0 || publishAhead.compareTo(rotateEvery) >= 0) {
            throw new IllegalArgumentException(
                    "keys are published for longer than verifiers keep them, and less than they sign");
        }
    }

    /** {@return what has come due: keys that begin to sign, and keys that retire} */
    public List<KeyEvent> due(KeyRing ring, Instant now) {
        var events = new ArrayList<KeyEvent>();
        for (KeyLife key : ring.published()) {
            if (key.state() == State.PREVIOUS && !now.isBefore(retirement(key))) {
                events.add(new KeyEvent.Retired(key.id(), now));
            } else if (key.state() == State.NEXT && !now.isBefore(start(ring, key))) {
                events.add(new KeyEvent.Started(key.id(), now));
                ring.key(key.algorithm(), State.CURRENT)
                        .ifPresent(current -> events.add(new KeyEvent.Replaced(current.id(), key.id(), now)));
            }
        }
        return events;
    }

    /** {@return whether it is time to make the next key of an algorithm; never where one waits already} */
    public boolean wantsNext(KeyRing ring, String algorithm, Instant now) {
        return making(ring, algorithm).filter(time -> !now.isBefore(time)).isPresent();
    }

    /**
     * {@return when something comes due; empty for never}
     *
     * @param rotated which algorithms' keys are made here
     */
    public Optional<Instant> nextLook(KeyRing ring, Predicate<String> rotated) {
        return Stream.concat(
                        ring.algorithms().stream()
                                .filter(rotated)
                                .flatMap(algorithm -> making(ring, algorithm).stream()),
                        ring.published().stream().flatMap(key -> switch (key.state()) {
                            case NEXT -> Stream.of(start(ring, key));
                            case PREVIOUS -> Stream.of(retirement(key));
                            default -> Stream.<Instant>empty();
                        }))
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> making(KeyRing ring, String algorithm) {
        return ring.key(algorithm, State.NEXT).isPresent()
                ? Optional.empty()
                : ring.key(algorithm, State.CURRENT)
                        .map(KeyLife::startedAt)
                        .map(started -> started.plus(rotateEvery).minus(publishAhead));
    }

    private static Instant start(KeyRing ring, KeyLife next) {
        return ring.key(next.algorithm(), State.PREVIOUS)
                .map(KeyRotation::retirement)
                .filter(retirement -> retirement.isAfter(next.signsFrom()))
                .orElse(next.signsFrom());
    }

    private static Instant retirement(KeyLife previous) {
        Instant replaced = previous.replacedAt();
        return (replaced == null ? previous.madeAt() : replaced).plus(AFTERLIFE);
    }
}
