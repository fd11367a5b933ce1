package dev.approvalgate.domain.ledger;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Checks records one after the other, in the order of their positions, and names the first that is wrong. Holds one link for each
 * stream, so that a ledger of any length can be checked as it is read.
 */
public final class ChainVerifier {

    private record Link(long version, String hash) {}

    private final Map<String, Link> heads = new HashMap<>();
    private long lastPosition;
    private long records;

    /**
     * Checks the next record.
     *
     * @param position its gap-free position in the whole ledger, from 1
     * @param record the record
     * @return what is wrong, in words that name the record; empty if nothing is
     */
    public Optional<String> next(long position, LedgerRecord record) {
        String where = "position " + position + " (" + record + ")";
        if (position != lastPosition + 1) {
            return Optional.of("records are missing before " + where + ": expected position " + (lastPosition + 1));
        }
        Link head = heads.get(record.stream());
        long expectedVersion = head == null ? 1 : head.version() + 1;
        byte[] expectedLink =
                head == null ? LedgerRecord.genesis() : HexFormat.of().parseHex(head.hash());
        if (record.version() != expectedVersion) {
            return Optional.of(where + " has version " + record.version() + " where " + expectedVersion + " is next");
        }
        if (!record.hashIsRight()) {
            return Optional.of(where + " was altered: its content does not have its hash");
        }
        if (!MessageDigest.isEqual(record.previousHash(), expectedLink)) {
            return Optional.of(where + " does not link to the record before it");
        }
        heads.put(record.stream(), new Link(record.version(), HexFormat.of().formatHex(record.hash())));
        lastPosition = position;
        records++;
        return Optional.empty();
    }

    /** {@return how many records were found right} */
    public long records() {
        return records;
    }

    /** {@return how many streams they belong to} */
    public int streams() {
        return heads.size();
    }
}
