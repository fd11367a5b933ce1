package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.cli.Context;
import dev.approvalgate.server.cli.GateCommand;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Team;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wonders why a deployment waits. Who may approve it is kept on GitHub, which only the server can read. */
class AskTheServerTest {

    @TempDir
    Path folder;

    private static String gate(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = GateCommand.line(new Context(Map.of(), Clock.systemUTC()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static String request(Scene scene) {
        Matcher id = Pattern.compile("req_[0-9a-z]{26}").matcher(scene.ledger());
        assertThat(id.find()).isTrue();
        return id.group();
    }

    @Test
    void theServerKnowsWhoIsInTheTeamAndTheStoreAloneSaysThatItDoesNot() throws Exception {
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy)) {
            long organization = scene.repo().owner().id();
            Team team = scene.github().team(scene.repo().owner(), 77, "release").add(Someone.ON_CALL.github());
            scene.restartWith(policy -> policy.with(
                    "group", "{ github_teams: [%s/%d/%d] }".formatted(policy.realm(), organization, team.id())));
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            String id = request(scene);
            String server = scene.files().admin().toString();
            String store = scene.files().store().toString();
            String policy = scene.files().policy().toString();

            assertThat(gate("policy", "explain", id, "--server", server))
                    .contains("in production: pending", "may still answer: on-call")
                    .doesNotContain("were not read");
            assertThat(gate("policy", "explain", id, "--store", store, "--policy", policy))
                    .contains("Groups of other systems were not read", "github_team:")
                    .doesNotContain("on-call");

            // A draft under which the same team decides changes nothing; the store alone cannot know that.
            assertThat(gate("policy", "replay", policy, "--server", server))
                    .isEqualTo("0 of 1 outcome would change" + System.lineSeparator());
            assertThat(gate("policy", "replay", policy, "--store", store))
                    .contains("groups of other systems were not read");

            scene.approve(Someone.ON_CALL, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            assertThat(gate("policy", "explain", id, "--server", server))
                    .contains("in production: approved", "counted: on-call");
            Path two = Files.writeString(
                    folder.resolve("two.yaml"),
                    Files.readString(scene.files().policy()).replace("count: 1", "count: 2"));
            assertThat(gate("policy", "replay", two.toString(), "--server", server))
                    .contains(id, "approved -> refused (quorum_impossible)");
        }
    }
}
