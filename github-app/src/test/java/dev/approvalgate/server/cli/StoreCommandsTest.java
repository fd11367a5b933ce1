package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import dev.approvalgate.server.sandbox.world.Payments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification, export, backup and rebuild of what a gate wrote, while it runs and afterwards. */
class StoreCommandsTest {

    @TempDir
    private Path dir = Path.of("");

    private Sandbox sandbox;
    private Path store;

    @BeforeEach
    void letSomebodyAsk() {
        sandbox = Sandbox.start(dir.resolve("gate"), 0, new Ways(false, false), Clock.systemUTC());
        store = sandbox.installation().store();
        sandbox.payments().deploy(sandbox.payments().firstRelease(), Payments.PRODUCTION);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !sandbox.slack().messages(SlackWorkspace.DEPLOYMENTS).isEmpty());
    }

    @AfterEach
    void leave() {
        sandbox.close();
    }

    private static void isForItsOwnerOnly(Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static void edit(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void theLedgerIsVerifiedWhileTheServerRuns() {
        Cli.Result byStore = Cli.run("ledger", "verify", "--store", store.toString());
        assertThat(byStore.code()).as(byStore.err()).isZero();
        assertThat(byStore.out()).startsWith("The ledger holds: ").contains(" records in ", "0 erased.");
        assertThat(byStore.err()).startsWith("Checking ");

        Cli.Result bySettings = Cli.run(
                Cli.KEY,
                "ledger",
                "verify",
                "-c",
                sandbox.installation().config().toString(),
                "--json");
        assertThat(bySettings.code()).isZero();
        assertThat(bySettings.json().path("ok").asBoolean()).isTrue();
        assertThat(bySettings.json().path("records").asInt()).isPositive();
        assertThat(bySettings.json().path("problems")).isEmpty();
    }

    @Test
    void anEditedRecordIsFound() throws Exception {
        sandbox.stopGate();
        edit(
                store,
                "DROP TRIGGER event_is_never_changed",
                "UPDATE event SET payload = replace(payload, 'payments', 'billing') WHERE position = "
                        + "(SELECT MIN(position) FROM event WHERE payload LIKE '%payments%')");

        Cli.Result text = Cli.run("ledger", "verify", "--store", store.toString());
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out()).contains("The ledger is BROKEN", "position ", "was altered");
        Cli.Result json = Cli.run("ledger", "verify", "--store", store.toString(), "--json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.json().path("ok").asBoolean(true)).isFalse();
        assertThat(json.json().path("problems")).hasSize(1);

        // Nor does a backup pass it on.
        Path copy = dir.resolve("copy.db");
        Cli.Result backup = Cli.run("store", "backup", "--store", store.toString(), "-o", copy.toString());
        assertThat(backup.code()).isEqualTo(1);
        assertThat(backup.err()).contains("holds a broken ledger");
        assertThat(copy).doesNotExist();
    }

    @Test
    void anExportVerifiesByItselfUntilItIsEdited() throws Exception {
        Path file = dir.resolve("ledger.ndjson");
        Cli.Result export = Cli.run("ledger", "export", "--store", store.toString(), "-o", file.toString(), "--json");
        assertThat(export.code()).as(export.err()).isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(export.json().path("records").asInt()).hasSizeGreaterThan(2);
        isForItsOwnerOnly(file);
        assertThat(Cli.run("ledger", "verify", "--file", file.toString()).code())
                .isZero();

        Cli.Result again = Cli.run("ledger", "export", "--store", store.toString(), "-o", file.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains(file + " exists and is not replaced");
        assertThat(file).hasContent(String.join("\n", lines));

        Files.write(file, List.of(lines.get(0), lines.get(2)));
        Cli.Result cut = Cli.run("ledger", "verify", "--file", file.toString());
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.out()).contains("BROKEN");
    }

    @Test
    void aBackupIsMadeWhileTheServerRunsAndIsRestoredWithAllThatItHeld() throws Exception {
        Path copy = dir.resolve("copy.db");
        Cli.Result backup = Cli.run("store", "backup", "--store", store.toString(), "--out", copy.toString());
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(backup.out()).isEqualTo("The store is copied to " + copy + System.lineSeparator());
        isForItsOwnerOnly(copy);

        Cli.Result again = Cli.run("store", "backup", "--store", store.toString(), "--out", copy.toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("a backup never replaces a file");
        Cli.Result nowhere = Cli.run(
                "store",
                "backup",
                "--store",
                store.toString(),
                "--out",
                dir.resolve("no/copy.db").toString());
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("check that directory").doesNotContain("\tat ");

        assertThat(Cli.run("ledger", "verify", "--store", copy.toString()).code())
                .isZero();
        edit(copy, "DELETE FROM request");
        assertThat(Cli.run("store", "rebuild", "--store", copy.toString()).out())
                .matches("Projections rebuilt from \\d+ records\\.\\R");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT count(*) FROM request").getInt(1))
                    .isPositive();
        }
    }

    @Test
    void nothingIsRebuiltUnderARunningServer() {
        Cli.Result running = Cli.run("store", "rebuild", "--store", store.toString());
        assertThat(running.code()).isEqualTo(1);
        assertThat(running.err()).contains("in use by another process; stop that one first");

        sandbox.stopGate();
        Cli.Result stopped = Cli.run("store", "rebuild", "--store", store.toString(), "--json");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.json().path("records").asInt()).isPositive();
    }

    @Test
    void noCommandMakesAStore() {
        Path missing = dir.resolve("missing.db");
        for (List<String> command : List.of(
                List.of("ledger", "verify"),
                List.of("ledger", "export", "-o", dir.resolve("out").toString()),
                List.of("store", "backup", "-o", dir.resolve("out").toString()),
                List.of("store", "rebuild"))) {
            String[] all = Stream.concat(command.stream(), Stream.of("--store", missing.toString()))
                    .toArray(String[]::new);
            Cli.Result result = Cli.run(all);
            assertThat(result.code()).as(command.toString()).isEqualTo(2);
            assertThat(result.err()).contains("gate: there is no store at " + missing);
        }
        assertThat(missing).doesNotExist();
        assertThat(dir.resolve("out")).doesNotExist();
    }
}
