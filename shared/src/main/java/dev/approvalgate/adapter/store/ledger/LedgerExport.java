package dev.approvalgate.adapter.store.ledger;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.ledger.LedgerRecord;
import dev.approvalgate.gate.port.Ledger;
import dev.approvalgate.gate.port.Ledger.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes the ledger as lines of JSON (NDJSON), one record a line, in the order of positions.
 *
 * <p>Each line is an object in canonical JSON (RFC 8785) with {@code position}, {@code stream}, {@code version}, {@code type},
 * {@code schema}, {@code at} (ISO 8601), {@code payload} (the record's bytes as text), {@code previous} and {@code hash} (hexadecimal
 * digits) and {@code values}: the personal values that have not been erased, each with its commitment {@code c}, {@code salt} and
 * {@code text}. {@link LedgerRecord} says how a hash is computed.
 */
public final class LedgerExport {

    private LedgerExport() {}

    /**
     * Writes all records.
     *
     * @param ledger where they come from
     * @param out where they go, as UTF-8; not closed
     * @return how many were written
     * @throws IOException where {@code out} fails
     */
    public static long write(Ledger ledger, Appendable out) throws IOException {
        long[] written = {0};
        try {
            ledger.read(entry -> {
                try {
                    out.append(line(entry)).append('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                written[0]++;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written[0];
    }

    private static String line(Entry entry) {
        LedgerRecord record = entry.record();
        HexFormat hex = HexFormat.of();
        Map<String, Object> line = new HashMap<>();
        line.put("position", entry.position());
        line.put("stream", record.stream());
        line.put("version", record.version());
        line.put("type", record.type());
        line.put("schema", record.schemaVersion());
        line.put("at", record.at().toString());
        line.put("payload", new String(record.payload(), StandardCharsets.UTF_8));
        line.put("previous", hex.formatHex(record.previousHash()));
        line.put("hash", hex.formatHex(record.hash()));
        List<Object> values = new ArrayList<>();
        entry.values()
                .forEach(value ->
                        values.add(Map.of("c", value.commitment(), "salt", value.salt(), "text", value.text())));
        line.put("values", values);
        return CanonicalJson.text(line);
    }
}
