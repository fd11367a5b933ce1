package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.Ledger.Verification;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that commits, again and again. Whatever it said is stored must be there, whole. */
class KillTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void whateverWasAcknowledgedSurvivesKill9() throws Exception {
        Path file = directory.resolve("gate.db");
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            commitAndKill(file, acknowledged, 40 + 23 * round);
            try (var store = SqliteStore.open(file, Clock.systemUTC(), new SecureRandom())) {
                check(store, acknowledged);
            }
        }
    }

    private void commitAndKill(Path file, Map<String, Long> acknowledged, int commits) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitForever.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A line may be cut by the kill; then it was not said in full and does not count.
                if (line.matches("stream-\\d+ \\d+")) {
                    String[] words = line.split(" ", -1);
                    acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
                    if (++seen == commits / 2) {
                        assertThatThrownBy(() -> SqliteStore.open(file, Clock.systemUTC(), new SecureRandom()))
                                .isInstanceOf(GateException.class)
                                .hasMessageContaining("in use");
                    }
                    if (seen == commits) {
                        // By its handle: the process object would close the stream that we still read from.
                        process.toHandle().destroyForcibly();
                    }
                }
            }
            assertThat(seen).isGreaterThanOrEqualTo(commits);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended").isEqualTo(128 + 9);
    }

    private static void check(SqliteStore store, Map<String, Long> acknowledged) {
        assertThat(acknowledged).hasSize(CommitForever.THREADS);
        long commits = 0;
        for (var entry : acknowledged.entrySet()) {
            long version = store.events().read(entry.getKey()).version();
            assertThat(version)
                    .as(entry.getKey())
                    .isGreaterThanOrEqualTo(entry.getValue())
                    .isEven();
            commits += version / 2;
            // Its claim and its work came with it.
            assertThatThrownBy(() -> store.events()
                            .commit(Commit.of("other", 0, List.of(), List.of())
                                    .claiming(Set.of(entry.getKey() + "#" + (entry.getValue() - 2)))))
                    .isInstanceOf(ClaimTaken.class);
        }
        assertThat(store.work().size()).isEqualTo((int) commits);
        Verification ledger = store.ledger().verify();
        assertThat(ledger.problems()).isEmpty();
        assertThat(ledger.records()).isEqualTo(commits * 2);
    }
}
