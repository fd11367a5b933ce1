package dev.approvalgate.journeys.threats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.tools.Project;
import dev.approvalgate.journeys.world.Calls.Made;
import dev.approvalgate.journeys.world.ChildGate;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Hooks;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.github.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole journey with everything logged: no secret that took part is found anywhere but where it belongs. */
class SecretThreatsTest {

    @TempDir
    Path folder;

    @Test
    void threat20_noSecretIsInALogTheLedgerAnErrorOrAMessage() throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        var answers = new ArrayList<String>();
        try (Scene scene = Scene.set(folder, Settings.USUAL.withCheckRuns(), UnaryOperator.identity())) {
            ChildGate gate = scene.startChild(List.of(
                    "-DGATE_LOG=TRACE",
                    "-Dlogback.configurationFile="
                            + Project.root().resolve("github-app/src/main/resources/logback.xml")));
            journey(scene, secrets, answers);
            scene.githubCalls().where(call -> call.header("Authorization").isPresent()).stream()
                    .map(Made::call)
                    .forEach(call -> secrets.put(
                            "credential of " + call,
                            call.credential("Bearer", "token").orElseThrow()));
            answers.add(scene.metrics());
            scene.stop();
            Program.Result export = ChildGate.command(
                    scene.files(),
                    "ledger",
                    "export",
                    "--config",
                    scene.files().config().toString(),
                    "--out",
                    folder.resolve("ledger.ndjson").toString());
            assertThat(export.status()).as(export.tail()).isZero();
            String ledger = Files.readString(folder.resolve("ledger.ndjson"));

            secrets.putAll(scene.files().environment());
            secrets.put("the App's private key", pemLine(scene.github().app().privateKeyPem()));
            String log = gate.log();
            assertThat(log).as("the log is written").contains("INFO").hasSizeGreaterThan(500);
            secrets.forEach((name, secret) -> {
                assertThat(log.contains(secret))
                        .as("%s in the log: %s", name, around(log, secret))
                        .isFalse();
                assertThat(ledger.contains(secret)).as(name + " in the ledger").isFalse();
                assertThat(String.join("\n", answers).contains(secret))
                        .as(name + " in an answer")
                        .isFalse();
                assertThat(stored().contains(secret)).as(name + " in the store").isFalse();
                assertThat(shown(scene).contains(secret))
                        .as(name + " in a message")
                        .isFalse();
            });
        }
    }

    /** Everything that works, and much that fails. */
    private static void journey(Scene scene, Map<String, String> secrets, List<String> answers) {
        Deployment deployment = scene.deploy();
        String early = scene.identityToken(deployment.job());
        secrets.put("an identity token that came too early", early);
        answers.add(scene.exchange(early).body());
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        String identity = scene.identityToken(deployment.job());
        secrets.put("the identity token", identity);
        Reply minted = scene.exchange(identity);
        String token = minted.text("access_token");
        assertThat(Tokens.claims(token).path("jti").asText()).isNotEmpty();
        secrets.put("the deploy token", token);
        secrets.put("the deploy token's signature", token.substring(token.lastIndexOf('.') + 1));
        answers.add(scene.exchange(identity).body());
        String wrong = scene.github().mintIdToken(deployment.job(), "https://elsewhere.example.com");
        secrets.put("a token for others", wrong);
        answers.add(scene.exchange(wrong).body());
        answers.add(scene.exchange(identity + "x").body());
        answers.add(scene.exchange(token).body());
        answers.add(Http.get(scene.url("/api/v1/requests/req_" + "0".repeat(26)), scene.bearer(token))
                .body());
        answers.add(Hooks.of(scene).post("ping", "{").body());
        answers.add(Hooks.of(scene).signedWith("guess").post("ping", "{}").body());
        scene.slack().sendRaw("payload=%7B", "1", "v0=0");
        answers.add(Http.postForm(scene.url("/oauth2/introspect"), Map.of("token", token))
                .body());
        answers.add(Http.post(
                        scene.url("/authz/payments-api"),
                        Map.of("Authorization", "Bearer " + token, "X-Original-URI", "/deploy?token=" + token),
                        new byte[0])
                .body());
        answers.add(Http.postForm(scene.url("/oauth2/revoke"), Map.of("token", identity))
                .body());
        answers.add(Http.postForm(scene.url("/oauth2/revoke"), Map.of("token", token))
                .body());
        answers.add(scene.exchange(scene.identityToken(deployment.job()) + "x").body());
        Deployment rejected = scene.deploy();
        scene.reject(Someone.APPROVER_2, rejected, "No");
        scene.waitFor(rejected.job(), JobState.FAILED);
    }

    private String stored() {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("gate.db"))
                    .toList()) {
                text.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(text).isNotEmpty();
        return text.toString();
    }

    private static String shown(Scene scene) {
        var text = new StringBuilder();
        scene.slackCalls()
                .all()
                .forEach(made -> text.append(made.call().body().text()).append('\n'));
        scene.githubCalls()
                .all()
                .forEach(made -> text.append(made.call().body().text()).append('\n'));
        return text.toString();
    }

    private static String pemLine(String pem) {
        return pem.lines().skip(2).findFirst().orElseThrow();
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : text.substring(Math.max(0, at - 300), at).replaceAll("(?s).*\\R", "") + "…";
    }

    @Test
    void threat20_theTokenLivesShortlyForOneAudienceAndOnlyItsHashIsKept() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);

            String token = scene.tokenFor(deployment.job());

            var claims = Tokens.claims(token);
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isBetween(1L, 900L);
            assertThat(claims.path("aud").isTextual() || claims.path("aud").size() == 1)
                    .isTrue();
            assertThat(claims.path("aud").toString()).doesNotContain(GateFiles.OUR_AUDIENCE);
            assertThat(scene.ledger())
                    .contains(dev.approvalgate.domain.approval.Sha256.of(token).hex())
                    .doesNotContain(token);
        }
    }
}
