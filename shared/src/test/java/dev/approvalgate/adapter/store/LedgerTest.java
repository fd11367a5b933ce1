package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.store.ledger.LedgerExport;
import dev.approvalgate.adapter.store.ledger.LedgerFile;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.Ledger.Entry;
import dev.approvalgate.gate.port.Ledger.Verification;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest extends StoreTestCase {

    private static final RequestId ONE = Samples.id(1);
    private static final RequestId TWO = Samples.id(2);

    /** Positions 1 to 6: One's opening, Two's opening, and two votes for each in turn. */
    @BeforeEach
    void fill() {
        commit(ONE.value(), 0, Samples.opened(ONE, Samples.binding("1", Samples.PRODUCTION, "a")));
        commit(TWO.value(), 0, Samples.opened(TWO, Samples.binding("2", Samples.PRODUCTION, "b")));
        for (int version = 1; version <= 2; version++) {
            commit(ONE.value(), version, Samples.voted("p" + version));
            commit(TWO.value(), version, Samples.voted("p" + version));
        }
    }

    private Path export() throws IOException {
        Path exported = directory.resolve("ledger.ndjson");
        try (var out = Files.newBufferedWriter(exported)) {
            assertThat(LedgerExport.write(store.ledger(), out))
                    .isEqualTo(store.ledger().size());
        }
        return exported;
    }

    @Test
    void anUntouchedLedgerVerifies_inTheStoreAndAsAFile() throws IOException {
        var expected = new Verification(6, 2, 12, 0, List.of());

        assertThat(store.ledger().verify()).isEqualTo(expected);
        assertThat(LedgerFile.verify(export())).isEqualTo(expected);
        assertThat(store.ledger().size()).isEqualTo(6);
    }

    @Test
    void recordsAreReadInOrderOfPosition() {
        List<Entry> entries = new ArrayList<>();
        store.ledger().read(entries::add);

        assertThat(entries).extracting(Entry::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(entries.get(2).record()).hasToString(ONE + "#2 vote.recorded");
        assertThat(entries.get(2).values()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE event SET payload = replace(payload, '\"p1\"', '\"p9\"') WHERE position = 3 | position 3 | #2",
                "UPDATE event SET at = '2026-11-02T12:00:00.000000000Z' WHERE position = 3 | position 3 | #2",
                "UPDATE event SET at = 'noon' WHERE position = 3 | position 3 | #2",
                "UPDATE event SET type = 'vote.refused' WHERE position = 3 | position 3 | #2",
                "UPDATE event SET schema_version = 2 WHERE position = 3 | position 3 | #2",
                "UPDATE event SET hash = zeroblob(32) WHERE position = 3 | position 3 | #2",
                "UPDATE event SET previous_hash = zeroblob(31) WHERE position = 3 | position 3 | #2",
                "UPDATE event SET stream = 'x' WHERE position = 3 | position 3 | x#2",
                "DELETE FROM event WHERE position = 3 | position 3 | records are missing",
                "DELETE FROM event WHERE position = 1 | position 1 | records are missing",
                "UPDATE event SET version = 9 WHERE position = 5 | position 5 | #9",
                "UPDATE personal_value SET text = '\"no\"' WHERE position = 3 | position 3 | personal value",
                "UPDATE personal_value SET salt = 'xyz' WHERE position = 3 | position 3 | personal value",
                "UPDATE personal_value SET commitment = 'abc' WHERE position = 3 | position 3 | personal value",
                "DELETE FROM personal_value WHERE position = 3 | position 3 | missing",
                "UPDATE personal_value SET position = 4 WHERE position = 3 | position 3 | missing",
            })
    void whatSomebodyChangedIsFoundAndNamed(String change, String position, String words)
            throws SQLException, IOException {
        tamper("PRAGMA foreign_keys = off", change);

        Verification found = store.ledger().verify();

        assertThat(found.holds()).isFalse();
        assertThat(found.problems().get(0)).contains(position).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "\\\"p1\\\", \\\"p9\\\", position 3",
        "position\":4, position\":7, position 7",
        "go\\\\, no\\\\, position 1"
    })
    void whatSomebodyChangedInAFileIsFoundAndNamed(String from, String to, String words) throws IOException {
        Path exported = export();
        String text = Files.readString(exported);
        assertThat(text).contains(from);
        Files.writeString(exported, text.replace(from, to));

        assertThat(LedgerFile.verify(exported).problems().get(0)).contains(words);
    }

    @Test
    void linesThatAreNoRecordsAreNamed() throws IOException {
        Path exported = export();
        List<String> lines = Files.readAllLines(exported);
        lines.set(2, lines.get(2).substring(0, 100));
        Files.write(exported, lines);

        assertThat(LedgerFile.verify(exported).problems())
                .singleElement()
                .asString()
                .contains("line 3");

        lines.remove(2);
        Files.write(exported, lines);
        assertThat(LedgerFile.verify(exported).problems())
                .singleElement()
                .asString()
                .contains("position 4");
    }

    @Test
    void anEditedRowIsFoundWhenItIsUsed() throws SQLException {
        tamper("UPDATE event SET payload = replace(payload, '\"p1\"', '\"p9\"') WHERE position = 3");

        assertThatThrownBy(() -> store.events().read(ONE.value()))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.LEDGER_BROKEN))
                .hasMessageContaining("position 3");
        assertThat(store.events().read(TWO.value()).version()).isEqualTo(3);
    }

    @Test
    void anEditedValueIsFoundWhenItIsUsed() throws SQLException {
        tamper("UPDATE personal_value SET text = '\"stop\"' WHERE position = 3");

        assertThatThrownBy(() -> store.events().read(ONE.value()))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.LEDGER_BROKEN))
                .hasMessageContaining("position 3");
    }

    @Test
    void anEditedDocumentIsFoundWhenItIsUsed() throws SQLException {
        Sha256 hash = Sha256.of("text");
        store.events().commit(Commit.of("s", 0, List.of(), List.of()).with(Map.of(hash, "text")));
        tamper("UPDATE document SET text = 'other'");

        assertThatThrownBy(() -> store.documents().find(hash)).isInstanceOf(GateException.class);
    }

    @Test
    void rowsOfTheLedgerCannotBeChangedByAccident() {
        for (String sql : List.of("UPDATE event SET type = 'x'", "DELETE FROM event")) {
            assertThatThrownBy(() -> {
                        try (var connection = Connections.writing(file).getConnection();
                                var statement = connection.createStatement()) {
                            statement.execute(sql);
                        }
                    })
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void erasedValuesAreGoneFromTheDisk_andTheChainHolds() throws IOException {
        String shown = "rendered for " + Samples.SECRET_REASON.substring(0, 10);
        Sha256 both = Sha256.of("both");
        store.events()
                .commit(Commit.of(ONE.value(), 3, List.of(), List.of())
                        .with(Map.of(Sha256.of(shown), shown, both, "both")));
        store.events().commit(Commit.of(TWO.value(), 3, List.of(), List.of()).with(Map.of(both, "both")));
        List<String> hashes = hashes();

        assertThat(store.ledger().erase(ONE)).isEqualTo(6 + 1);
        assertThat(store.ledger().erase(ONE)).isZero();

        assertThat(hashes()).isEqualTo(hashes);
        assertThat(store.ledger().verify()).isEqualTo(new Verification(6, 2, 6, 6, List.of()));
        assertThat(LedgerFile.verify(export())).isEqualTo(new Verification(6, 2, 6, 6, List.of()));
        var events = store.events().read(ONE.value()).events();
        var opened = (ApprovalEvent.Opened) events.get(0);
        assertThat(opened.ask().justification()).isEqualTo(new Personal<String>(null));
        assertThat(opened.ask().change().details().value()).isNull();
        assertThat(((ApprovalEvent.Voted) events.get(1)).vote().reason()).isEqualTo(new Personal<String>(null));
        assertThat(store.documents().find(Sha256.of(shown))).isEmpty();
        assertThat(store.documents().find(both)).contains("both");
        assertThat(((ApprovalEvent.Opened)
                        store.events().read(TWO.value()).events().get(0)))
                .isEqualTo(Samples.opened(TWO, Samples.binding("2", Samples.PRODUCTION, "b")));

        store.ledger().erase(TWO);
        store.close();
        try (var files = Files.list(directory)) {
            for (Path each : files.filter(path -> path.getFileName().toString().startsWith("gate.db"))
                    .toList()) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                        .as(each.toString())
                        .doesNotContain("Grace said", "rounding");
            }
        }
    }

    private List<String> hashes() {
        List<String> hashes = new ArrayList<>();
        store.ledger().read(entry -> hashes.add(Sha256.of(entry.record().hash()).hex()));
        return hashes;
    }

    @Test
    void anErasureNeedsALedgerThatIsOwned() {
        try (var reader = SqliteReader.open(file)) {
            assertThat(reader.ledger().verify().holds()).isTrue();
            assertThatThrownBy(() -> reader.ledger().erase(ONE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void longLedgersAreReadInPages() throws IOException {
        for (int i = 0; i < 3; i++) {
            var votes = new ArrayList<ApprovalEvent>();
            for (int j = 0; j < 400; j++) {
                votes.add(new ApprovalEvent.Joined("j" + j, Samples.NOON));
            }
            store.events().commit(Commit.of("long", i * 400L, votes, List.of()));
        }

        assertThat(store.ledger().verify().records()).isEqualTo(1206);
        var out = new StringWriter();
        assertThat(LedgerExport.write(store.ledger(), out)).isEqualTo(1206);
        assertThat(out.toString().lines()).hasSize(1206);
        assertThat(store.rebuild()).isEqualTo(1206);
    }
}
