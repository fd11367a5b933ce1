package dev.approvalgate.server.sandbox.slack;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Issues trigger ids: each opens one modal, for the person who acted, within three seconds. */
final class Triggers {
    /** How long a trigger id lives. */
    static final Duration LIFE = Duration.ofSeconds(3);

    private static final int MOST = 1_000;

    private record Trigger(String user, Instant issued, boolean used) {}

    private final Map<String, Trigger> issued = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Triggers(Clock clock) {
        this.clock = clock;
    }

    synchronized String issue(String user) {
        if (issued.size() >= MOST) {
            issued.remove(issued.keySet().iterator().next());
        }
        String id =
                clock.millis() + "." + random.nextInt(Integer.MAX_VALUE) + "." + Long.toHexString(random.nextLong());
        issued.put(id, new Trigger(user, clock.instant(), false));
        return id;
    }

    /** The person whose act the trigger came from; the trigger is used up. */
    synchronized String redeem(String id) throws SlackError {
        Trigger trigger = issued.get(id);
        if (trigger == null) {
            throw new SlackError("invalid_trigger_id");
        }
        if (trigger.used()) {
            throw new SlackError("exchanged_trigger_id");
        }
        if (clock.instant().isAfter(trigger.issued().plus(LIFE))) {
            throw new SlackError("expired_trigger_id");
        }
        issued.put(id, new Trigger(trigger.user(), trigger.issued(), true));
        return trigger.user();
    }
}
