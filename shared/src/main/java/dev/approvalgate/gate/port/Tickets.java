package dev.approvalgate.gate.port;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Small pieces of state that outlive a process and can be used once: open dialogs, one-time codes. */
public interface Tickets {

    /**
     * Stores a ticket.
     *
     * @param kind what it is for
     * @param id unguessable
     * @param payload what to remember; no secrets
     * @param expiresAt useless from then on
     */
    void issue(String kind, String id, Map<String, String> payload, Instant expiresAt);

    /** {@return a ticket that is neither used nor expired, without using it} */
    Optional<Map<String, String>> peek(String kind, String id, Instant now);

    /** {@return the ticket, which is used up by this call; empty where it is unknown, used or expired} */
    Optional<Map<String, String>> redeem(String kind, String id, Instant now);
}
