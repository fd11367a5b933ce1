package dev.approvalgate.adapter.store;

import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Messages from outside. A message that has been dealt with keeps its row, without its body. */
final class SqliteInbox implements Inbox {

    private final Writer writer;
    private final Readers readers;

    SqliteInbox(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public boolean accept(Message message, Work work) {
        return writer.write(handle -> {
            boolean isNew =
                    handle.createUpdate("INSERT INTO inbox (source, id, type, body, received_at) VALUES (:source, "
                                            + ":id, :type, :body, :received) ON CONFLICT DO NOTHING")
                                    .bind("source", message.source())
                                    .bind("id", message.id())
                                    .bind("type", message.type())
                                    .bind("body", message.body())
                                    .bind("received", Times.text(message.receivedAt()))
                                    .execute()
                            > 0;
            if (isNew) {
                WorkRows.add(handle, work);
            }
            return isNew;
        });
    }

    @Override
    public Optional<Message> find(String source, String id) {
        return readers.read(handle -> handle.createQuery("SELECT type, body, received_at FROM inbox "
                        + "WHERE source = :source AND id = :id AND body IS NOT NULL")
                .bind("source", source)
                .bind("id", id)
                .map((row, context) -> new Message(
                        source,
                        id,
                        row.getString("type"),
                        row.getString("body"),
                        Times.of(row.getString("received_at"))))
                .findOne());
    }

    @Override
    public void completed(String source, String id, Instant at) {
        writer.write(handle -> handle.createUpdate("UPDATE inbox SET completed_at = COALESCE(completed_at, :at), "
                        + "body = NULL WHERE source = :source AND id = :id")
                .bind("at", Times.text(at))
                .bind("source", source)
                .bind("id", id)
                .execute());
    }

    @Override
    public boolean isCompleted(String source, String id) {
        return readers.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM inbox WHERE source = :source "
                        + "AND id = :id AND completed_at IS NOT NULL)")
                .bind("source", source)
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }
}
