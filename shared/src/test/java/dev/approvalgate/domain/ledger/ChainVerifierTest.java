package dev.approvalgate.domain.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00.123456789Z");

    /** Three streams, interleaved. */
    private static List<LedgerRecord> ledger() {
        var heads = new HashMap<String, byte[]>();
        var versions = new HashMap<String, Long>();
        var records = new ArrayList<LedgerRecord>();
        for (int i = 0; i < 30; i++) {
            String stream = "stream-" + i % 3;
            long version = versions.merge(stream, 1L, Long::sum);
            var record = LedgerRecord.link(
                    stream,
                    version,
                    "type-" + i % 2,
                    1,
                    AT.plusSeconds(i),
                    ("{\"n\":" + i + "}").getBytes(UTF_8),
                    heads.getOrDefault(stream, LedgerRecord.genesis()));
            heads.put(stream, record.hash());
            records.add(record);
        }
        return records;
    }

    private static Optional<Long> firstBad(List<LedgerRecord> records) {
        var verifier = new ChainVerifier();
        long position = 0;
        for (LedgerRecord record : records) {
            if (verifier.next(++position, record).isPresent()) {
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    @Test
    void findsNothingWrongWithWhatIsRight() {
        var verifier = new ChainVerifier();
        long position = 0;
        for (LedgerRecord record : ledger()) {
            assertThat(verifier.next(++position, record)).isEmpty();
        }
        assertThat(verifier.records()).isEqualTo(30);
        assertThat(verifier.streams()).isEqualTo(3);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private static void assertFound(int at, UnaryOperator<LedgerRecord> edit) {
        var records = ledger();
        records.set(at, edit.apply(records.get(at)));
        assertThat(firstBad(records)).contains(at + 1L);
    }

    @Test
    void threat25_anyFlippedBitIsFoundWhereItLies() {
        LedgerRecord record = ledger().get(7);
        for (int bit = 0; bit < record.payload().length * 8; bit++) {
            int at = bit;
            assertFound(
                    7,
                    r -> with(
                            r,
                            r.stream(),
                            r.version(),
                            r.type(),
                            r.schemaVersion(),
                            r.at(),
                            flipped(r.payload(), at),
                            r.previousHash(),
                            r.hash()));
        }
        for (int bit = 0; bit < 256; bit++) {
            int at = bit;
            assertFound(
                    7,
                    r -> with(
                            r,
                            r.stream(),
                            r.version(),
                            r.type(),
                            r.schemaVersion(),
                            r.at(),
                            r.payload(),
                            flipped(r.previousHash(), at),
                            r.hash()));
            assertFound(
                    7,
                    r -> with(
                            r,
                            r.stream(),
                            r.version(),
                            r.type(),
                            r.schemaVersion(),
                            r.at(),
                            r.payload(),
                            r.previousHash(),
                            flipped(r.hash(), at)));
        }
    }

    @Test
    void threat25_anyOtherFieldIsHashedToo() {
        assertFound(
                7,
                r -> with(
                        r,
                        "stream-2",
                        r.version(),
                        r.type(),
                        r.schemaVersion(),
                        r.at(),
                        r.payload(),
                        r.previousHash(),
                        r.hash()));
        assertFound(
                7,
                r -> with(
                        r,
                        r.stream(),
                        r.version() + 1,
                        r.type(),
                        r.schemaVersion(),
                        r.at(),
                        r.payload(),
                        r.previousHash(),
                        r.hash()));
        assertFound(
                7,
                r -> with(
                        r,
                        r.stream(),
                        r.version(),
                        "type-x",
                        r.schemaVersion(),
                        r.at(),
                        r.payload(),
                        r.previousHash(),
                        r.hash()));
        assertFound(
                7, r -> with(r, r.stream(), r.version(), r.type(), 2, r.at(), r.payload(), r.previousHash(), r.hash()));
        assertFound(
                7,
                r -> with(
                        r,
                        r.stream(),
                        r.version(),
                        r.type(),
                        r.schemaVersion(),
                        r.at().plusNanos(1),
                        r.payload(),
                        r.previousHash(),
                        r.hash()));
    }

    private static LedgerRecord with(
            LedgerRecord ignored,
            String stream,
            long version,
            String type,
            int schema,
            Instant at,
            byte[] payload,
            byte[] previous,
            byte[] hash) {
        return new LedgerRecord(stream, version, type, schema, at, payload, previous, hash);
    }

    /** A forger who edits a record and computes its hash anew breaks the link of the next one in its stream. */
    @Test
    void threat25_aRecordThatWasForgedWithItsHashBreaksTheNextLink() {
        var records = ledger();
        LedgerRecord old = records.get(7);
        records.set(
                7,
                LedgerRecord.link(
                        old.stream(),
                        old.version(),
                        old.type(),
                        old.schemaVersion(),
                        old.at(),
                        "{\"n\":99}".getBytes(UTF_8),
                        old.previousHash()));
        assertThat(firstBad(records)).contains(11L);
    }

    @Test
    void threat25_aMissingRecordIsFoundWhetherPositionsAreClosedUpOrNot() {
        for (int missing = 0; missing < 27; missing++) {
            var records = ledger();
            records.remove(missing);
            // Closed up: the stream's next record has the wrong version.
            assertThat(firstBad(records)).as("without %d", missing).isPresent();
        }
        var verifier = new ChainVerifier();
        assertThat(verifier.next(1, ledger().get(0))).isEmpty();
        assertThat(verifier.next(3, ledger().get(2)).orElseThrow()).contains("missing");
    }

    @Test
    void threat25_recordsOfOneStreamInAnotherOrderAreFound() {
        var random = new Random(25);
        for (int round = 0; round < 100; round++) {
            var records = ledger();
            int one = random.nextInt(30);
            int other = (one + 3 * (1 + random.nextInt(9))) % 30;
            Collections.swap(records, one, other);
            assertThat(firstBad(records)).contains((long) Math.min(one, other) + 1);
        }
    }

    @Test
    void fieldsCannotBeShiftedIntoEachOther() {
        byte[] zero = LedgerRecord.genesis();
        var one = LedgerRecord.link("ab", 1, "c", 1, AT, new byte[0], zero);
        var other = LedgerRecord.link("a", 1, "bc", 1, AT, new byte[0], zero);
        assertThat(one.hash()).isNotEqualTo(other.hash());
        assertThat(LedgerRecord.link("s", 11, "t", 1, AT, new byte[0], zero).hash())
                .isNotEqualTo(
                        LedgerRecord.link("s", 1, "t", 1, AT, new byte[0], zero).hash());
    }

    /** The encoding is a contract: whoever verifies an export computes the same. */
    @Test
    void theHashIsTheDocumentedOne() throws Exception {
        var record = LedgerRecord.link("s", 1, "t", 1, Instant.EPOCH, "{}".getBytes(UTF_8), LedgerRecord.genesis());
        var digest = java.security.MessageDigest.getInstance("SHA-256");
        digest.update("approval-gate-record-1".getBytes(UTF_8));
        for (String part : List.of("s", "1", "t", "1", "1970-01-01T00:00:00Z", "{}")) {
            digest.update(new byte[] {0, 0, 0, (byte) part.length()});
            digest.update(part.getBytes(UTF_8));
        }
        digest.update(new byte[] {0, 0, 0, 32});
        digest.update(new byte[32]);
        assertThat(HexFormat.of().formatHex(record.hash()))
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void aRecordDoesNotChangeWithTheArrayItWasMadeOf() {
        byte[] payload = "{}".getBytes(UTF_8);
        var record = LedgerRecord.link("s", 1, "t", 1, AT, payload, LedgerRecord.genesis());
        payload[0] = 'x';
        assertThat(record.hashIsRight()).isTrue();
    }
}
