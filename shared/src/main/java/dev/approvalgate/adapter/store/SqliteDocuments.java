package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.Documents;
import java.util.Optional;

/** Texts by hash. A text that no longer has its hash is never given out. */
final class SqliteDocuments implements Documents {

    private final Readers readers;

    SqliteDocuments(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<String> find(Sha256 hash) {
        Optional<String> text =
                readers.read(handle -> handle.createQuery("SELECT text FROM document WHERE hash = :hash")
                        .bind("hash", hash.hex())
                        .mapTo(String.class)
                        .findOne());
        if (text.isPresent() && !Sha256.of(text.get()).equals(hash)) {
            throw new GateException(
                    ReasonCode.LEDGER_BROKEN,
                    "the text stored under hash " + hash
                            + " was altered; verify the ledger and restore it from a backup");
        }
        return text;
    }

    static void requireMatch(Sha256 hash, String text) {
        if (!Sha256.of(text).equals(hash)) {
            throw new IllegalArgumentException("a document is stored under its own hash only");
        }
    }
}
