package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.Run;
import dev.approvalgate.server.sandbox.github.RunSpec;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload without a callback asks over the API, and waits by asking how it stands. */
class ApiCallerTest {

    @TempDir
    Path folder;

    private Scene scene() {
        return Scene.running(folder, Settings.USUAL);
    }

    /** A job whose environment is named in its token, but which GitHub does not hold back for us. */
    private static Job job(Scene scene, String workflow) {
        Commit commit = scene.change();
        Run run = scene.github().startRun(scene.repo(), RunSpec.push(workflow, commit.sha(), Someone.AUTHOR.github()));
        return run.job("deploy");
    }

    private static String token(Scene scene, Job job) {
        return scene.github().mintIdToken(job, GateFiles.OUR_AUDIENCE, Map.of("environment", "production"));
    }

    private static Reply ask(Scene scene, Job job, String body) {
        return Http.postJson(scene.url("/api/v1/requests"), scene.bearer(token(scene, job)), body);
    }

    @Test
    void asksWaitsAndRedeems() {
        try (Scene scene = scene()) {
            Job job = job(scene, Scene.WORKFLOW);

            Reply opened = ask(scene, job, """
                    {"environment": "production", "service": "payments-api",
                     "justification": "Fixes the rounding error of ticket 77",
                     "artifacts": ["sha256:%s"]}""".formatted("ab".repeat(32)));

            assertThat(opened.status()).as(opened.body()).isEqualTo(201);
            assertThat(opened.text("needed")).startsWith("1 more approval, from ");
            URI location = scene.url(opened.headers().firstValue("Location").orElseThrow());
            SlackMessage message = Scene.eventually()
                    .until(() -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS), list -> !list.isEmpty())
                    .get(0);
            assertThat(Shown.text(message.blocks())).contains("payments-api", "Fixes the rounding error of ticket 77");
            CompletableFuture<Reply> waiting =
                    Http.getLater(URI.create(location + "?wait=30"), scene.bearer(token(scene, job)));

            scene.click(Someone.APPROVER_1, message, "Approve");

            Reply decided = waiting.join();
            assertThat(decided.status()).as(decided.body()).isEqualTo(200);
            assertThat(decided.text("status")).isEqualTo("approved");
            assertThat(decided.json().path("decided_by").get(0).asText()).isEqualTo(Someone.APPROVER_1.id());
            assertThat(decided.text("link")).contains(message.ts().replace(".", ""));
            assertThat(scene.exchange(token(scene, job)).status()).isEqualTo(200);
        }
    }

    @Test
    void threat33_whoWroteWhatTheApiIsAskedForMayNotApproveIt() {
        try (Scene scene = scene()) {
            ask(scene, job(scene, Scene.WORKFLOW), "{\"environment\": \"production\"}");
            SlackMessage message = Scene.eventually()
                    .until(() -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS), list -> !list.isEmpty())
                    .get(0);

            scene.click(Someone.AUTHOR, message, "Approve");

            assertThat(scene.waitForPrivateAnswer(Someone.AUTHOR)).contains("had a hand in this change");
            assertThat(Shown.text(message.blocks())).contains("Change no. 1 of payments");
        }
    }

    @Test
    void threat33_whereTheAppIsNotInstalledNobodyCanBeBarredSoItIsRefused() {
        try (Scene scene = scene()) {
            Job job = job(scene, Scene.WORKFLOW);
            scene.github().uninstall(scene.repo().owner());

            Reply opened = ask(scene, job, "{\"environment\": \"production\"}");

            assertThat(opened.text("status")).isEqualTo("refused");
            assertThat(opened.text("reason")).isEqualTo("author_unmapped");
            assertThat(scene.slack().messages(SlackWorkspace.DEPLOYMENTS)).isEmpty();
        }
    }

    @Test
    void threat30_aPipelineThatNobodyRegisteredLeavesNoRecord() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Reply opened =
                    ask(scene, job(scene, ".github/workflows/stranger.yml"), "{\"environment\": \"production\"}");

            assertThat(opened.status()).isEqualTo(403);
            assertThat(opened.text("reason")).isEqualTo("identity_unknown");
            assertThat(scene.ledger()).doesNotContain("stranger.yml");
        }
    }

    @Test
    void seesAndWithdrawsOnlyItsOwn() {
        try (Scene scene = scene()) {
            Job mine = job(scene, Scene.WORKFLOW);
            Job other = job(scene, ".github/workflows/other.yml");
            Reply opened = ask(scene, mine, "{\"environment\": \"production\"}");
            URI location = scene.url(opened.headers().firstValue("Location").orElseThrow());

            Reply foreign = Http.get(location, scene.bearer(token(scene, other)));
            Reply foreignCancel =
                    Http.postJson(URI.create(location + "/cancel"), scene.bearer(token(scene, other)), "");
            Reply anonymous = Http.get(location, Map.of());
            Reply unknown =
                    Http.get(scene.url("/api/v1/requests/req_" + "0".repeat(26)), scene.bearer(token(scene, other)));
            Reply own = Http.get(location, scene.bearer(token(scene, mine)));
            Reply cancelled = Http.postJson(URI.create(location + "/cancel"), scene.bearer(token(scene, mine)), "");

            assertThat(List.of(foreign.status(), foreignCancel.status(), unknown.status()))
                    .containsOnly(404);
            assertThat(foreign.body()).isEqualTo(unknown.body());
            assertThat(anonymous.status()).isEqualTo(401);
            assertThat(own.text("status")).isEqualTo("pending");
            assertThat(cancelled.text("status")).isEqualTo("cancelled");
        }
    }

    @Test
    void aMisspeltMemberIsAnError() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Reply reply =
                    ask(scene, job(scene, Scene.WORKFLOW), "{\"environment\": \"production\", \"scope\": [\"x\"]}");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(reply.text("reason")).isEqualTo("request_malformed");
        }
    }
}
