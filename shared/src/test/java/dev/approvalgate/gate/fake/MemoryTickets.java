package dev.approvalgate.gate.fake;

import dev.approvalgate.gate.port.Tickets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tickets in memory. */
final class MemoryTickets implements Tickets {

    private record Key(String kind, String id) {}

    private record Ticket(Map<String, String> payload, Instant expiresAt) {}

    private final Map<Key, Ticket> tickets = new HashMap<>();

    @Override
    public synchronized void issue(String kind, String id, Map<String, String> payload, Instant expiresAt) {
        tickets.put(new Key(kind, id), new Ticket(Map.copyOf(payload), expiresAt));
    }

    @Override
    public synchronized Optional<Map<String, String>> peek(String kind, String id, Instant now) {
        return Optional.ofNullable(tickets.get(new Key(kind, id)))
                .filter(ticket -> now.isBefore(ticket.expiresAt()))
                .map(Ticket::payload);
    }

    @Override
    public synchronized Optional<Map<String, String>> redeem(String kind, String id, Instant now) {
        Optional<Map<String, String>> payload = peek(kind, id, now);
        tickets.remove(new Key(kind, id));
        return payload;
    }
}
