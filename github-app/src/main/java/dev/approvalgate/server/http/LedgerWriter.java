package dev.approvalgate.server.http;

import java.io.IOException;

/** Writes the ledger as lines of JSON. */
@FunctionalInterface
public interface LedgerWriter {

    /**
     * Writes all records.
     *
     * @param out where they go; not closed
     * @return how many were written
     */
    long write(Appendable out) throws IOException;
}
