package dev.approvalgate.domain.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;

/**
 * One entry of the ledger, linked to the one before it in its stream.
 *
 * <p>The hash is SHA-256 over the ASCII text {@code approval-gate-record-1} and then each of stream, version, type, schema version,
 * time (ISO 8601 with nanoseconds as needed), payload and previous hash, every one preceded by its length as four bytes, most
 * significant first; numbers are written as decimal text. Lengths make the encoding unambiguous.
 *
 * @param stream the stream that it belongs to
 * @param version place in the stream, from 1
 * @param type name of the event's type
 * @param schemaVersion version of the type's payload form, from 1
 * @param at when it was recorded
 * @param payload the event, exactly as it was hashed
 * @param previousHash hash of the record before it in the stream; 32 zero bytes for the first
 * @param hash its own
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare by hash
public record LedgerRecord(
        String stream,
        long version,
        String type,
        int schemaVersion,
        Instant at,
        byte[] payload,
        byte[] previousHash,
        byte[] hash) {

    private static final byte[] DOMAIN = "approval-gate-record-1".getBytes(StandardCharsets.US_ASCII);

    /** {@return what stands before the first record of a stream} */
    public static byte[] genesis() {
        return new byte[32];
    }

    /** {@return a record with its hash computed} */
    public static LedgerRecord link(
            String stream,
            long version,
            String type,
            int schemaVersion,
            Instant at,
            byte[] payload,
            byte[] previousHash) {
        byte[] hash = hash(stream, version, type, schemaVersion, at, payload, previousHash);
        return new LedgerRecord(stream, version, type, schemaVersion, at, payload.clone(), previousHash.clone(), hash);
    }

    /** {@return whether the hash is the one that the rest of the record has} */
    public boolean hashIsRight() {
        return MessageDigest.isEqual(hash, hash(stream, version, type, schemaVersion, at, payload, previousHash));
    }

    private static byte[] hash(
            String stream,
            long version,
            String type,
            int schemaVersion,
            Instant at,
            byte[] payload,
            byte[] previousHash) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
        digest.update(DOMAIN);
        part(digest, stream.getBytes(StandardCharsets.UTF_8));
        part(digest, text(version));
        part(digest, type.getBytes(StandardCharsets.UTF_8));
        part(digest, text(schemaVersion));
        part(digest, at.toString().getBytes(StandardCharsets.US_ASCII));
        part(digest, payload);
        part(digest, previousHash);
        return digest.digest();
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerRecord that && Arrays.equals(hash, that.hash) && version == that.version;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return stream + "#" + version + " " + type;
    }
}
