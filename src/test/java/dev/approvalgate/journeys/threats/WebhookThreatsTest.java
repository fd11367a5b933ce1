package dev.approvalgate.journeys.threats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Hooks;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Repo;
import dev.approvalgate.server.sandbox.github.Run;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks through the webhook: forged ones, and well-signed ones that say something else than the facts. */
class WebhookThreatsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RULE = "deployment_protection_rule";

    @TempDir
    Path folder;

    /** What GitHub would have sent. */
    private String announced = "";

    /** A deployment whose webhook is lost and cannot be recovered: the test sends what it makes of it. */
    private Deployment unannounced(Scene scene) {
        scene.github().webhookUrl(null);
        Deployment deployment = scene.deploy();
        announced = Scene.eventually()
                .until(
                        () -> scene.github().deliveries().stream()
                                .filter(delivery -> delivery.event().equals(RULE))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .payload()
                .text();
        scene.github().forgetDeliveries();
        return deployment;
    }

    private ObjectNode payload() {
        try {
            return (ObjectNode) MAPPER.readTree(announced);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void nothingWasAsked(Scene scene) {
        assertThat(scene.slack().messages(SlackWorkspace.DEPLOYMENTS)).isEmpty();
    }

    /** Everything sent before this has been dealt with once a later, honest request has its message. */
    private static void letItBeProcessed(Scene scene) {
        scene.github().webhookUrl(scene.url("/webhooks/github"));
        Deployment honest = scene.deploy();
        scene.waitForMessage(honest);
        assertThat(scene.slack().messages(SlackWorkspace.DEPLOYMENTS)).hasSize(1);
    }

    @Test
    void threat11_aForgedWebhookIsRefusedAndLeavesNothingBehind() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = unannounced(scene);
            byte[] body = payload().toString().getBytes(UTF_8);
            String guid = UUID.randomUUID().toString();
            String sha1 = "sha1=" + "0".repeat(40);
            for (String signature :
                    new String[] {"", "sha256=", "sha256=" + "0".repeat(64), sha1, "x", "sha256=" + "é".repeat(3)}) {
                String safe = signature.replace("é", "%C3%A9");
                assertThat(Hooks.of(scene).postRaw(RULE, body, guid, safe).status())
                        .as(safe)
                        .isEqualTo(401);
            }
            Reply otherSecret = Hooks.of(scene).signedWith("guess").post(RULE, new String(body, UTF_8), guid);

            assertThat(otherSecret.status()).isEqualTo(401);
            assertThat(otherSecret.text("reason")).isEqualTo("signature_invalid");
            nothingWasAsked(scene);
            assertThat(scene.metric("gate_signature_failures_total", "github")).isEqualTo(7);
            assertThat(filesWith(folder, guid))
                    .as("files that hold the forged delivery's id")
                    .isEmpty();
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    private static Stream<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                                    .contains(text);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList()
                    .stream();
        }
    }

    @Test
    void threat11_aDeliverySentAgainDoesNothingMore() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            var delivery = scene.github().deliveries().stream()
                    .filter(sent -> sent.event().equals(RULE))
                    .findFirst()
                    .orElseThrow();

            scene.github().redeliver(delivery);

            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.github().deliveries())
                            .anyMatch(sent -> sent.redelivery() && sent.statusCode() / 100 == 2));
            scene.waitForMessage(scene.deploy());
            assertThat(scene.messages(deployment)).hasSize(1);
        }
    }

    @Test
    void threat12_aForgedCallbackAddressIsNeverFollowed() {
        try (Scene scene = Scene.running(folder, Settings.USUAL);
                LoopbackServer elsewhere = LoopbackServer.start(0)) {
            elsewhere.route("GET", "/{path*}", call -> Answer.empty(204));
            elsewhere.route("POST", "/{path*}", call -> Answer.empty(204));
            Deployment deployment = unannounced(scene);
            String path =
                    "/repos/acme/payments/actions/runs/" + deployment.run().id() + "/deployment_protection_rule";
            for (String address : new String[] {
                elsewhere.base() + "/steal",
                elsewhere.base() + "/?" + path,
                elsewhere.base() + "/#" + path,
                elsewhere.base() + path + "/../../../steal",
                scene.github().base() + "/x" + path,
                scene.github().base() + path + "?to=" + elsewhere.base(),
                "file:///etc/passwd",
                "/repos/acme/payments/actions/runs/0x1F/deployment_protection_rule",
                "/repos/acme/payments/actions/runs/" + "9".repeat(40) + "/deployment_protection_rule",
                ""
            }) {
                ObjectNode payload = payload().put("deployment_callback_url", address);
                Reply reply = Hooks.of(scene).post(RULE, payload.toString());
                assertThat(reply.status()).as(address).isBetween(200, 499);
            }

            letItBeProcessed(scene);
            assertThat(elsewhere.journal()).isEmpty();

            // The right path at a wrong host: the run may be asked about, but only at the configured API.
            ObjectNode wrongHost = payload().put("deployment_callback_url", elsewhere.base() + path);
            Hooks.of(scene).post(RULE, wrongHost.toString());
            Hooks.of(scene)
                    .post(
                            RULE,
                            payload()
                                    .put(
                                            "deployment_callback_url",
                                            scene.github().base() + path)
                                    .toString());
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            assertThat(elsewhere.journal()).isEmpty();
        }
    }

    @Test
    void threat13_namesInThePayloadDoNotOutweighTheFacts() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            scene.github().repository("acme/other", 5151, true);
            unannounced(scene);
            for (Consumer<ObjectNode> lie : java.util.List.<Consumer<ObjectNode>>of(
                    payload -> payload.withObjectProperty("repository").put("id", 5151),
                    payload -> payload.withObjectProperty("repository")
                            .put("id", 5151)
                            .put("full_name", "acme/other")
                            .put("name", "other"),
                    payload -> payload.put("environment", "pr\u043Eduction"),
                    payload -> payload.withObjectProperty("installation").put("id", 1),
                    payload -> payload.put(
                            "deployment_callback_url",
                            scene.github().base() + "/repos/acme/other/actions/runs/1/deployment_protection_rule"))) {
                ObjectNode payload = payload();
                lie.accept(payload);
                Reply reply = Hooks.of(scene).post(RULE, payload.toString());
                assertThat(reply.status()).isBetween(200, 499);
            }

            letItBeProcessed(scene);
        }
    }

    @Test
    void threat13_aRecycledRepositoryNameInheritsNothing() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            scene.repo().rename("payments-old");
            Repo recycled = scene.github().repository("acme/payments", 6666, true);
            Account stranger = scene.github().user(3001, "stranger");
            Commit commit = recycled.commit(
                    stranger, "Looks the same", FileEdit.put(Scene.WORKFLOW, "name: deploy\n"), FileEdit.put("a", "b"));
            Run run = scene.github().startRun(recycled, Scene.WORKFLOW, commit.sha(), stranger);
            var deployment = new Deployment(commit.message(), run, run.job("deploy", "production"));

            scene.waitFor(deployment.job(), JobState.FAILED);

            nothingWasAsked(scene);
            assertThat(scene.exchange(scene.identityToken(deployment.job())).text("error"))
                    .isEqualTo("access_denied");
            // Under its new name the repository is who it was.
            Deployment renamed = scene.deploy();
            scene.approve(Someone.APPROVER_1, renamed);
            scene.waitFor(renamed.job(), JobState.IN_PROGRESS);
            assertThat(scene.tokenFor(renamed.job())).isNotEmpty();
        }
    }
}
