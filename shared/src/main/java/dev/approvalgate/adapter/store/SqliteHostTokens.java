package dev.approvalgate.adapter.store;

import dev.approvalgate.gate.port.HostTokenStore;
import java.util.Optional;

/** Sealed tokens of CI hosts. */
final class SqliteHostTokens implements HostTokenStore {

    private final Writer writer;
    private final Readers readers;

    SqliteHostTokens(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(SealedToken token) {
        writer.write(handle -> handle.createUpdate("INSERT INTO host_token (id, request, sealed, expires_at) "
                        + "VALUES (:id, :request, :sealed, :expires)")
                .bind("id", token.id())
                .bind("request", token.request())
                .bind("sealed", token.sealed())
                .bind("expires", Times.text(token.expiresAt()))
                .execute());
    }

    @Override
    public Optional<SealedToken> find(String id) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT id, request, sealed, expires_at FROM host_token WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new SealedToken(
                        row.getString("id"),
                        row.getString("request"),
                        row.getBytes("sealed"),
                        Times.of(row.getString("expires_at"))))
                .findOne());
    }

    @Override
    public void erase(String id) {
        writer.write(handle -> handle.createUpdate("DELETE FROM host_token WHERE id = :id")
                .bind("id", id)
                .execute());
    }
}
