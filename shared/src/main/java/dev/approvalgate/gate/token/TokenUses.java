package dev.approvalgate.gate.token;

import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent.Used;
import dev.approvalgate.gate.token.Uses.Use;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** What one token was used for since that was last written. To be used under its own lock. */
final class TokenUses {

    private final LiveToken token;
    private final Map<Use, Used> counted = new LinkedHashMap<>();
    private final Semaphore lock = new Semaphore(1);
    private boolean begun;
    private boolean forgotten;

    TokenUses(LiveToken token) {
        this.token = token;
    }

    /** {@return the one permit that must be held for everything but {@link #token()}} */
    Semaphore lock() {
        return lock;
    }

    LiveToken token() {
        return token;
    }

    /** {@return whether a first use is durable} */
    boolean hasBegun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    /** {@return whether another one must be used in its place} */
    boolean isForgotten() {
        return forgotten;
    }

    void forget() {
        forgotten = true;
    }

    boolean isCounting(Use use) {
        return counted.containsKey(use);
    }

    int kinds() {
        return counted.size();
    }

    Used once(Use use, Instant now) {
        return new Used(
                token.id(), token.request(), token.identity(), use.target(), use.method(), use.pattern(), 1, now, now);
    }

    void count(Use use, Instant now) {
        counted.merge(use, once(use, now), TokenUses::together);
    }

    /** {@return what was counted, which is counted no longer} */
    List<Used> take() {
        List<Used> taken = List.copyOf(counted.values());
        counted.clear();
        return taken;
    }

    /** Counts again what could not be written. {@return how many of them were counted anew meanwhile} */
    int putBack(List<Used> taken) {
        int doubled = 0;
        for (Used used : taken) {
            var use = new Use(used.target(), used.method(), used.pattern());
            doubled += isCounting(use) ? 1 : 0;
            counted.merge(use, used, TokenUses::together);
        }
        return doubled;
    }

    private static Used together(Used one, Used other) {
        boolean before = one.from().isBefore(other.from());
        boolean after = one.to().isAfter(other.to());
        return new Used(
                one.id(),
                one.request(),
                one.identity(),
                one.target(),
                one.method(),
                one.pattern(),
                one.count() + other.count(),
                before ? one.from() : other.from(),
                after ? one.to() : other.to());
    }
}
