package dev.approvalgate.journeys.threats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Hooks;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.journeys.world.Wire;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.github.JobState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks by size, depth and slowness, of callers and of the issuers that we ask. */
class BoundsThreatsTest {

    private static final String KEYS = "/.well-known/jwks";

    @TempDir
    Path folder;

    @Test
    void threat26_bodiesThatAreTooLargeTooDeepOrMalformedAreRefused() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Hooks hooks = Hooks.of(scene);
            String deep = "[".repeat(100_000) + "]".repeat(100_000);
            assertThat(hooks.post("ping", "{\"zen\":\"" + "x".repeat(6 * 1024 * 1024) + "\"}")
                            .status())
                    .isEqualTo(413);
            assertThat(hooks.post("ping", deep).status()).isEqualTo(400);
            for (String malformed : new String[] {"", "{", "{\"a\":1}{\"b\":2}", "null", "\"x\"", "{\"a\":NaN}"}) {
                assertThat(hooks.post("ping", malformed).status()).as(malformed).isIn(400, 200, 202);
            }
            byte[] notUtf8 = {'{', '"', (byte) 0xFF, '"', ':', '1', '}'};
            assertThat(hooks.postRaw(
                                    "ping",
                                    notUtf8,
                                    java.util.UUID.randomUUID().toString(),
                                    "sha256="
                                            + dev.approvalgate.journeys.world.Hmac.sha256(
                                                    scene.github().app().webhookSecret(), notUtf8))
                            .status())
                    .isEqualTo(400);
            // Refused for its announced length: nothing of the body is waited for.
            assertThat(
                            Wire.exchange(
                                    scene.files().url(),
                                    "POST /oauth2/token HTTP/1.1\r\nHost: "
                                            + scene.files().url().getAuthority()
                                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000\r\n\r\n"))
                    .contains(" 413 ");
            String slackNow = Long.toString(scene.clock().instant().getEpochSecond());
            String slackBody = "payload=" + deep;
            assertThat(scene.slack()
                            .sendRaw(slackBody, slackNow, scene.slack().sign(slackNow, slackBody))
                            .status())
                    .isIn(400, 413);
            assertThat(Http.postJson(
                                    scene.url("/api/v1/requests"),
                                    scene.bearer(
                                            scene.identityToken(scene.deploy().job())),
                                    "{\"environment\":" + deep + "}")
                            .status())
                    .isEqualTo(400);

            isServed(scene);
        }
    }

    @Test
    void threat26_headersAreBounded() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            String big = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Big: " + "x".repeat(64 * 1024) + "\r\n\r\n";
            String many = "GET /healthz HTTP/1.1\r\nHost: x\r\n" + "X-A: 1\r\n".repeat(5_000) + "\r\n";

            assertThat(Wire.exchange(scene.files().url(), big)).contains(" 431 ");
            assertThat(Wire.exchange(scene.files().url(), many)).contains(" 431 ");
            assertThat(Wire.exchange(scene.files().url(), "\u0016\u0003\u0001 nonsense\r\n\r\n"))
                    .contains(" 400 ");
            isServed(scene);
        }
    }

    @Test
    void threat26_slowClientsAreCutOffWhileOthersAreServed() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            var slow = new ArrayList<Wire>();
            for (int i = 0; i < 200; i++) {
                slow.add(Wire.open(scene.files().url()).send("POST /webhooks/github HTTP/1.1\r\nHost: x\r\nX-Slow: "));
            }
            for (int i = 0; i < 100; i++) {
                slow.add(Wire.open(scene.files().url())
                        .send("POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"));
            }

            isServed(scene);
            Deployment deployment = scene.deploy();
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);

            for (Wire wire : slow) {
                assertThat(wire.answer(java.time.Duration.ofSeconds(30)))
                        .as("cut off, with or without a word")
                        .satisfiesAnyOf(
                                answer -> assertThat(answer).isEmpty(),
                                answer -> assertThat(answer).contains(" 408 "));
            }
        }
    }

    private static void isServed(Scene scene) {
        assertThat(Http.get(scene.url("/healthz"), Map.of()).status()).isEqualTo(200);
        assertThat(Http.get(scene.url("/readyz"), Map.of()).status()).isEqualTo(200);
    }

    @Test
    void threat27_anIssuerThatIsDownHugeOrStrangeHarmsNobodyElse() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            var trouble = new AtomicReference<Optional<Answer>>(Optional.empty());
            scene.github().server().intercept(new Interceptor() {
                @Override
                public Optional<Answer> before(Call call) {
                    return call.path().endsWith(KEYS) ? trouble.get() : Optional.empty();
                }
            });
            for (Answer answer : List.of(
                    Answer.empty(500),
                    Answer.dropped(),
                    Answer.json(200, "{\"keys\":[]}"),
                    Answer.json(200, "{\"keys\":[" + "{},".repeat(200_000) + "{}]}"),
                    Answer.html(200, "<h1>hello</h1>"),
                    Answer.redirect("http://127.0.0.1:1/keys"))) {
                trouble.set(Optional.of(answer));
                Reply reply = scene.exchange(scene.identityToken(deployment.job()));
                assertThat(reply.status()).as(answer + ": " + reply.body()).isIn(401, 503);
                isServed(scene);
            }

            trouble.set(Optional.empty());

            Scene.eventually().untilAsserted(() -> {
                scene.clock().advance(java.time.Duration.ofSeconds(30));
                assertThat(scene.exchange(scene.identityToken(deployment.job())).status())
                        .isEqualTo(200);
            });
            // Known keys serve while the issuer is away.
            trouble.set(Optional.of(Answer.empty(500)));
            assertThat(scene.exchange(scene.identityToken(deployment.job())).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void threat27_unknownKeyIdsDoNotMakeUsHammerTheIssuer() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            scene.exchange(scene.identityToken(deployment.job()));
            int before = scene.githubCalls().of("GET", KEYS).size();
            for (int i = 0; i < 50; i++) {
                String token = scene.identityToken(deployment.job());
                String header =
                        Tokens.header(token).toString().replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"k" + i + "\"");
                String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8))
                        + token.substring(token.indexOf('.'));
                assertThat(scene.exchange(forged).status()).isIn(401, 503);
            }

            assertThat(scene.githubCalls().of("GET", KEYS).size() - before).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void threat27_aReplacedKeyIsFetchedAndTheOldOneIsForgotten() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            scene.tokenFor(deployment.job());
            String old = scene.github()
                    .mintIdToken(
                            deployment.job(),
                            GateFiles.OUR_AUDIENCE,
                            Map.of(
                                    "exp",
                                    scene.clock().instant().plusSeconds(600).getEpochSecond()));

            scene.github().oidc().rotateKey();
            scene.github().oidc().rotateKey();
            scene.clock().advance(java.time.Duration.ofMinutes(5));

            assertThat(scene.tokenFor(deployment.job())).isNotEmpty();
            assertThat(scene.exchange(old).status()).isEqualTo(401);
        }
    }
}
