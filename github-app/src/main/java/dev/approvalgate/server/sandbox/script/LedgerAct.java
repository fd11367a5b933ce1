package dev.approvalgate.server.sandbox.script;

import static dev.approvalgate.server.sandbox.script.Stage.expect;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.adapter.store.SqliteReader;
import dev.approvalgate.adapter.store.ledger.LedgerExport;
import dev.approvalgate.adapter.store.ledger.LedgerFile;
import dev.approvalgate.gate.port.Ledger.Verification;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The last part: the record stands, and shows when it was edited. */
final class LedgerAct {
    private final Stage stage;
    private final Path store;

    LedgerAct(Stage stage) {
        this.stage = stage;
        this.store = stage.sandbox().installation().store();
    }

    void play() {
        stage.part("The ledger");
        // What is still being recorded is recorded now, so that everything below speaks of the same records.
        stage.sandbox().stopGate();
        stage.step("the ledger verifies", () -> {
            try (SqliteReader reader = SqliteReader.open(store)) {
                Verification found = reader.ledger().verify();
                expect(found.holds(), String.join("; ", found.problems()));
                return found.records() + " records in " + found.streams() + " streams, hash-linked";
            }
        });
        stage.step("its export verifies without the store", () -> {
            Path file = store.resolveSibling("ledger.ndjson");
            try (SqliteReader reader = SqliteReader.open(store);
                    Writer out = Files.newBufferedWriter(file, UTF_8)) {
                LedgerExport.write(reader.ledger(), out);
            }
            Verification found = LedgerFile.verify(file);
            expect(found.holds() && found.records() > 0, String.join("; ", found.problems()));
            return found.records() + " records in " + file.getFileName();
        });
        stage.step("an edited copy is found out", () -> {
            Path copy = store.resolveSibling("edited.db");
            try (SqliteReader reader = SqliteReader.open(store)) {
                reader.backup(copy);
            }
            edit(copy);
            try (SqliteReader reader = SqliteReader.open(copy)) {
                Verification found = reader.ledger().verify();
                expect(!found.holds(), "the edited copy verifies");
                return found.problems().get(0);
            }
        });
    }

    /** Does what somebody could who has the file and wants another history: removes the guard, and changes who voted. */
    private static void edit(Path copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER event_is_never_changed");
            int changed = statement.executeUpdate(
                    "UPDATE event SET payload = replace(payload, 'approver-1', 'approver-2') WHERE payload LIKE '%approver-1%'");
            expect(changed > 0, "no record names approver-1");
        }
    }
}
