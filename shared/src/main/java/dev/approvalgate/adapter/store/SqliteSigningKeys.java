package dev.approvalgate.adapter.store;

import dev.approvalgate.gate.port.SigningKeyStore;
import java.util.List;

/** Sealed signing keys. */
final class SqliteSigningKeys implements SigningKeyStore {

    private final Writer writer;
    private final Readers readers;

    SqliteSigningKeys(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public List<StoredKey> all() {
        return all(readers);
    }

    static List<StoredKey> all(Readers readers) {
        return readers.read(handle -> handle.createQuery("SELECT id, algorithm, public_jwk, sealed_private, created_at "
                        + "FROM signing_key ORDER BY created_at, id")
                .map((row, context) -> new StoredKey(
                        row.getString("id"),
                        row.getString("algorithm"),
                        row.getString("public_jwk"),
                        row.getBytes("sealed_private"),
                        Times.of(row.getString("created_at"))))
                .list());
    }

    @Override
    public void add(StoredKey key) {
        writer.write(handle -> handle.createUpdate(
                        "INSERT INTO signing_key (id, algorithm, public_jwk, sealed_private, "
                                + "created_at) VALUES (:id, :algorithm, :jwk, :sealed, :created) ON CONFLICT DO NOTHING")
                .bind("id", key.id())
                .bind("algorithm", key.algorithm())
                .bind("jwk", key.publicJwk())
                .bind("sealed", key.sealedPrivate())
                .bind("created", Times.text(key.createdAt()))
                .execute());
    }

    @Override
    public void erase(String id) {
        writer.write(handle -> handle.createUpdate("UPDATE signing_key SET sealed_private = x'' WHERE id = :id "
                        + "AND length(sealed_private) > 0")
                .bind("id", id)
                .execute());
    }
}
