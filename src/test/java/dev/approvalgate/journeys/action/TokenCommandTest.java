package dev.approvalgate.journeys.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.world.ChildGate;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate token} as a job runs it: a program of its own that knows the gate's address and who it is. */
class TokenCommandTest {

    @TempDir
    Path folder;

    @TempDir
    Path job;

    private static Deployment approved(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return deployment;
    }

    private Program.Result token(Scene scene, Deployment deployment, String... more) {
        var arguments = new ArrayList<>(List.of(
                "token", "--url", scene.files().url().toString(), "--audience", GateFiles.OUR_AUDIENCE, "--wait", "0"));
        arguments.addAll(List.of(more));
        return ChildGate.command(
                job,
                Map.of(
                        "ACTIONS_ID_TOKEN_REQUEST_URL", deployment.job().idTokenUrl(),
                        "ACTIONS_ID_TOKEN_REQUEST_TOKEN", deployment.job().runnerToken()),
                arguments.toArray(String[]::new));
    }

    private static JsonNode json(String text) throws IOException {
        return JsonMapper.builder().build().readTree(text);
    }

    @Test
    void printsTheTokenInTheFormsThatToolsExpect() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);

            Program.Result raw = token(scene, deployment);
            assertThat(raw.status()).as(raw.tail()).isZero();
            assertThat(raw.out().strip()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

            JsonNode credential =
                    json(token(scene, deployment, "--format", "kubectl").out());
            assertThat(credential.path("apiVersion").asText()).isEqualTo("client.authentication.k8s.io/v1");
            assertThat(credential.path("kind").asText()).isEqualTo("ExecCredential");
            assertThat(Instant.parse(credential
                            .path("status")
                            .path("expirationTimestamp")
                            .asText()))
                    .isAfter(scene.clock().instant());
            assertThat(credential.path("status").path("token").asText()).contains(".");

            Program.Result env = token(scene, deployment, "--format", "env");
            Program.Result shown = Program.of(List.of("sh", "-c", env.out() + "\nprintf %s \"$DEPLOY_TOKEN\""))
                    .in(job)
                    .run("", Duration.ofSeconds(10));
            assertThat(shown.out()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        }
    }

    @Test
    void checksATokenWithThePublishedKeys() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            String token = token(scene, approved(scene)).out().strip();
            String url = scene.files().url().toString();

            Program.Result good =
                    ChildGate.command(job, Map.of("DEPLOY_TOKEN", token), "token", "--url", url, "--verify");
            assertThat(good.status()).as(good.tail()).isZero();
            assertThat(good.out()).contains("The token is good until", "environment", "production");

            Program.Result edited = ChildGate.command(
                    job,
                    Map.of("DEPLOY_TOKEN", token.substring(0, token.length() - 6) + "AAAAAA"),
                    "token",
                    "--url",
                    url,
                    "--verify",
                    "--json");
            assertThat(edited.status()).isEqualTo(1);
            assertThat(edited.out()).contains("\"reason\":\"token_signature\"");
        }
    }

    @Test
    void getsCredentialsOfAnAwsRole() throws IOException {
        var asked = new AtomicReference<String>("");
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", call -> {
            asked.set(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = """
                    {"AssumeRoleWithWebIdentityResponse":{"AssumeRoleWithWebIdentityResult":{"Credentials":
                    {"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"s","SessionToken":"t","Expiration":1.7960004E9}}}}""".getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        sts.start();
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Program.Result result = token(
                    scene,
                    approved(scene),
                    "--format",
                    "aws",
                    "--aws-role",
                    "arn:aws:iam::123456789012:role/deploy",
                    "--aws-sts",
                    "http://127.0.0.1:" + sts.getAddress().getPort());

            assertThat(result.status()).as(result.tail()).isZero();
            JsonNode credentials = json(result.out());
            assertThat(credentials.path("Version").asInt()).isEqualTo(1);
            assertThat(credentials.path("AccessKeyId").asText()).isEqualTo("ASIAEXAMPLE");
            assertThat(Instant.parse(credentials.path("Expiration").asText()))
                    .isEqualTo(Instant.ofEpochSecond(1796000400));
            assertThat(asked.get())
                    .contains(
                            "Action=AssumeRoleWithWebIdentity",
                            "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy");
        } finally {
            sts.stop(0);
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Program.Result nothing =
                ChildGate.command(job, Map.of(), "token", "--url", "https://gate.example.com", "--wait", "0");
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("there is no identity token", "GATE_IDENTITY_TOKEN", "id-token: write");

        Program.Result clear = ChildGate.command(job, Map.of(), "token", "--url", "http://gate.example.com");
        assertThat(clear.status()).isEqualTo(2);
        assertThat(clear.err()).contains("must be an https address");

        Path empty = Files.createFile(job.resolve("identity"));
        Program.Result file = ChildGate.command(
                job, Map.of(), "token", "--url", "https://gate.example.com", "--identity-token", empty.toString());
        assertThat(file.err()).contains("is empty");
    }
}
