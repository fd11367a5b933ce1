package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Tends the keys when it is time, and puts itself back for the next time. The work has one key, so that several replicas do it once; and
 * whoever is late finds that nothing is left to do.
 */
public final class KeyWork implements WorkHandler {

    private static final String ROTATE = "rotate";
    private static final String COMPROMISED = "compromised";
    /** The work is never given up for being late. */
    private static final Duration LIFE = Duration.ofDays(3650);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final WorkQueue queue;
    private final Clock clock;

    /**
     * Tends some keys.
     *
     * @param keys the keys
     * @param queue where the work lies
     * @param clock the time
     */
    public KeyWork(SigningKeys keys, WorkQueue queue, Clock clock) {
        this.keys = keys;
        this.queue = queue;
        this.clock = clock;
    }

    /** {@return the work of looking what has come due} */
    public static Work look(Instant at) {
        return new Work(WorkKind.SIGNING_KEYS, null, WorkKind.SIGNING_KEYS.code(), Map.of(), at, at.plus(LIFE));
    }

    /** {@return the work of making next keys, whether or not it is time} */
    public static Work rotation(Instant at) {
        return new Work(
                WorkKind.SIGNING_KEYS,
                null,
                WorkKind.SIGNING_KEYS.code() + ":" + ROTATE,
                Map.of("do", ROTATE),
                at,
                at.plus(LIFE));
    }

    /**
     * {@return the work of giving up every published key and making new ones}
     *
     * @param published ids of the keys that are published now: so that the work, where it is tried again, spares the new ones
     */
    public static Work compromise(Collection<String> published, Instant at) {
        return new Work(
                WorkKind.SIGNING_KEYS,
                null,
                WorkKind.SIGNING_KEYS.code() + ":" + COMPROMISED,
                Map.of("do", COMPROMISED, "keys", String.join(" ", published)),
                at,
                at.plus(LIFE));
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SIGNING_KEYS;
    }

    @Override
    public void handle(WorkItem item) {
        Map<String, String> payload = item.work().payload();
        String order = payload.getOrDefault("do", "");
        if (order.equals(ROTATE)) {
            keys.rotate();
        } else if (order.equals(COMPROMISED)) {
            keys.replaceCompromised(List.of(payload.getOrDefault("keys", "").split(" ")));
        }
        queue.add(look(keys.tend()));
    }

    @Override
    public void giveUp(WorkItem item, GateException last) {
        queue.add(look(clock.instant().plus(AFTER_FAILURE)));
    }
}
