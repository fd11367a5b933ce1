package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import dev.approvalgate.server.sandbox.world.Payments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy explain} and {@code policy replay} beside a running server. */
class PolicyReplayTest {

    @TempDir
    private Path dir = Path.of("");

    private Sandbox sandbox;
    private Path store;
    private Path policy;

    @BeforeEach
    void letSomebodyAsk() {
        sandbox = Sandbox.start(dir.resolve("gate"), 0, new Ways(false, false), Clock.systemUTC());
        store = sandbox.installation().store();
        policy = store.resolveSibling("policy.yaml");
        sandbox.payments().deploy(sandbox.payments().firstRelease(), Payments.PRODUCTION);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !sandbox.slack().messages(SlackWorkspace.DEPLOYMENTS).isEmpty());
    }

    @AfterEach
    void leave() {
        sandbox.close();
    }

    private JsonNode replay(Path draft) {
        Cli.Result result = Cli.run("policy", "replay", draft.toString(), "--store", store.toString(), "--json");
        assertThat(result.code()).as(result.err()).isZero();
        return result.json();
    }

    @Test
    void aDraftIsPutToWhatWasAsked_andOneRequestIsExplained() throws IOException {
        assertThat(replay(policy).path("changed")).isEmpty();
        assertThat(replay(policy).path("requests").asInt()).isEqualTo(1);

        String strict = Files.readString(policy).replaceAll("(?m)^ *(accepts:.*)$", "");
        Path draft = Files.writeString(dir.resolve("draft.yaml"), strict);
        JsonNode changed = replay(draft).path("changed").path(0);
        assertThat(changed.path("recorded").asText()).isEqualTo("waits");
        assertThat(changed.path("draft").asText()).isEqualTo("refused");
        assertThat(changed.path("reasons")).anyMatch(reason -> reason.asText().equals("change_incomplete"));

        String id = changed.path("request").asText();
        Cli.Result words = Cli.run("policy", "explain", id, "--store", store.toString(), "--policy", policy.toString());
        assertThat(words.code()).as(words.err()).isZero();
        assertThat(words.out()).contains(": pending", "may still answer: ");
        Cli.Result refused =
                Cli.run("policy", "explain", id, "--store", store.toString(), "--policy", draft.toString(), "--json");
        assertThat(refused.json().path("outcome").asText()).isEqualTo("refused");
    }

    @Test
    void aWrongIdIsToldWithTheWayOut() {
        Cli.Result result = Cli.run("policy", "explain", "7", "--store", store.toString());
        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("req_");
    }
}
