package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.TextMap;
import dev.approvalgate.gate.port.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tickets. Expired ones are cleared away whenever one is issued. */
final class SqliteTickets implements Tickets {

    private final Writer writer;
    private final Readers readers;
    private final Clock clock;

    SqliteTickets(Writer writer, Readers readers, Clock clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public void issue(String kind, String id, Map<String, String> payload, Instant expiresAt) {
        String now = Times.text(clock.instant());
        writer.write(handle -> {
            handle.createUpdate("DELETE FROM ticket WHERE expires_at <= :now")
                    .bind("now", now)
                    .execute();
            return handle.createUpdate(
                            "INSERT INTO ticket (kind, id, payload, expires_at) VALUES (:kind, :id, :payload, "
                                    + ":expires) ON CONFLICT DO UPDATE SET payload = excluded.payload, "
                                    + "expires_at = excluded.expires_at")
                    .bind("kind", kind)
                    .bind("id", id)
                    .bind("payload", TextMap.write(payload))
                    .bind("expires", Times.text(expiresAt))
                    .execute();
        });
    }

    @Override
    public Optional<Map<String, String>> peek(String kind, String id, Instant now) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT payload FROM ticket WHERE kind = :kind AND id = :id AND expires_at > :now")
                .bind("kind", kind)
                .bind("id", id)
                .bind("now", Times.text(now))
                .map((row, context) -> TextMap.read(row.getString("payload")))
                .findOne());
    }

    @Override
    public Optional<Map<String, String>> redeem(String kind, String id, Instant now) {
        return writer.write(handle -> handle.createQuery("DELETE FROM ticket WHERE kind = :kind AND id = :id "
                        + "AND expires_at > :now RETURNING payload")
                .bind("kind", kind)
                .bind("id", id)
                .bind("now", Times.text(now))
                .map((row, context) -> TextMap.read(row.getString("payload")))
                .findOne());
    }
}
