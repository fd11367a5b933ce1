package io.jenkins.plugins.approvalgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.store.SqliteReader;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.store.ledger.LedgerExport;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.settings.SettingsChanged.Way;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in the ledger of a controller. */
class SettingsHistoryTest {

    private static final Map<String, String> OWN = Map.of("policyFile", "policy.yaml");
    private static final Map<String, String> SERVER = Map.of("serverUrl", "https://gate.example.com");

    @TempDir
    private Path home = Path.of("");

    private SettingsHistory history() {
        return new SettingsHistory(home.resolve("approval-gate"), Clock.systemUTC());
    }

    private Path store() {
        return home.resolve("approval-gate/gate.db");
    }

    private String ledger() throws IOException {
        var text = new StringWriter();
        try (SqliteReader reader = SqliteReader.open(store())) {
            LedgerExport.write(reader.ledger(), text);
        }
        return text.toString().replace("\\\"", "\"");
    }

    @Test
    void whatWasSetIsRecordedOnceWithWhoDidIt() throws IOException {
        SettingsHistory history = history();
        assertThat(history.exists()).isFalse();
        history.record(OWN, Way.SAVED, "ci.example.com", "ada");
        history.record(OWN, Way.SAVED, "ci.example.com", "ada");
        assertThat(history.exists()).isTrue();
        assertThat(ledger().lines().filter(line -> line.contains("settings.changed")))
                .singleElement()
                .asString()
                .contains("policyFile", "policy.yaml", "saved", "ci.example.com", "ada");
    }

    @Test
    void threat40_whatWasChangedWhileTheControllerWasDownIsFoundAtTheNextStart() throws IOException {
        history().record(OWN, Way.SAVED, "ci.example.com", "ada");
        history().record(SERVER, Way.FOUND, "ci.example.com", null);
        assertThat(ledger().lines().filter(line -> line.contains("settings.changed")))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"after\":{\"serverUrl\":\"https://gate.example.com\"}", "\"way\":\"found\"")
                .contains("\"before\":{\"policyFile\":\"policy.yaml\"}")
                .doesNotContain("ada");
    }

    @Test
    void threat40_whatCannotBeRecordedIsAFault() {
        SettingsHistory history = history();
        history.record(OWN, Way.SAVED, "ci.example.com", "ada");
        try (SqliteStore taken = SqliteStore.open(store(), Clock.systemUTC(), new SecureRandom())) {
            assertThat(taken.events()).isNotNull();
            assertThatThrownBy(() -> history.record(SERVER, Way.SAVED, "ci.example.com", "ada"))
                    .isInstanceOf(GateException.class);
        }
        // It was not taken for recorded.
        history.record(SERVER, Way.SAVED, "ci.example.com", "ada");
        assertThat(history.exists()).isTrue();
    }
}
