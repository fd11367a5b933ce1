package dev.approvalgate.adapter.store.ledger;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.ledger.LedgerRecord;
import dev.approvalgate.gate.port.Ledger.Entry;
import dev.approvalgate.gate.port.Ledger.Value;
import dev.approvalgate.gate.port.Ledger.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Checks a file that {@link LedgerExport} wrote, without any store. Values may be missing from it: they may have been erased. */
public final class LedgerFile {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private LedgerFile() {}

    /**
     * {@return what checking the file found; problems name the record, or the line where a line is no record}
     *
     * @param file the exported file
     * @throws IOException where it cannot be read
     */
    public static Verification verify(Path file) throws IOException {
        var check = new LedgerCheck(stream -> true);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    check.next(entry(MAPPER.readTree(line)));
                } catch (IOException | IllegalArgumentException | DateTimeException e) {
                    check.stop("line " + number + " of " + file + " is no record");
                    break;
                }
            }
        }
        return check.result();
    }

    private static Entry entry(JsonNode line) {
        HexFormat hex = HexFormat.of();
        List<Value> values = new ArrayList<>();
        for (JsonNode value : line.path("values")) {
            values.add(new Value(text(value, "c"), text(value, "salt"), text(value, "text")));
        }
        var record = new LedgerRecord(
                text(line, "stream"),
                number(line, "version"),
                text(line, "type"),
                Math.toIntExact(number(line, "schema")),
                Instant.parse(text(line, "at")),
                text(line, "payload").getBytes(StandardCharsets.UTF_8),
                hex.parseHex(text(line, "previous")),
                hex.parseHex(text(line, "hash")));
        return new Entry(number(line, "position"), record, values);
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field);
        }
        return value.textValue();
    }

    private static long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(field);
        }
        return value.longValue();
    }
}
