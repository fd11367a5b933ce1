package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.approvalgate.journeys.tools.Daemon;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.ChildGate;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that share no code with the gate let deployments through by its published keys alone, as the recipes set them up. */
class OfflineRecipesTest {

    @TempDir
    Path folder;

    @TempDir
    Path place;

    private final int port = FreePort.find();

    private int deploy(String token) {
        return Http.post(
                        URI.create("http://127.0.0.1:" + port + "/deploy"),
                        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token),
                        new byte[0])
                .status();
    }

    /** Good ones pass and arrive without the token; expired, edited, foreign and missing ones do not arrive at all. */
    private void holds(Scene scene, Target target, String good, String expired) {
        assertThat(deploy(good)).isEqualTo(204);
        assertThat(target.deployments()).hasSize(1);
        Headers arrived = target.deployments().get(0);
        assertThat(arrived.containsKey("Authorization"))
                .as("a target needs no token, and cannot leak what it never had")
                .isFalse();

        assertThat(deploy(expired)).isEqualTo(401);
        assertThat(deploy("")).isEqualTo(401);
        assertThat(deploy(good.substring(0, good.length() - 6) + "AAAAAA")).isEqualTo(401);
        assertThat(deploy(scene.github().mintIdToken(scene.deploy().job(), PolicyText.AUDIENCE)))
                .as("a token of somebody else's")
                .isIn(401, 403);
        assertThat(deploy(Approved.bound(scene)))
                .as("what needs a proof is no bearer token")
                .isIn(401, 403);
        assertThat(target.deployments()).hasSize(1);
    }

    @Test
    @Needs(Tool.HAPROXY)
    void haproxyVerifiesWithThePublishedKeys() {
        try (Scene scene = Scene.running(folder, Settings.USUAL);
                Target target = Target.start()) {
            String expired = Approved.expired(scene);
            String good = Approved.token(scene);
            Program.Result keys = ChildGate.command(
                    scene.files(),
                    "keys",
                    "pem",
                    "--url",
                    scene.files().url().toString(),
                    "--out",
                    place.resolve("keys").toString());
            assertThat(keys.status()).as(keys.tail()).isZero();
            Path config = Recipe.of("haproxy.cfg")
                    .with("/etc/haproxy/gate", place.resolve("keys").toString())
                    .with("https://gate.example.com", scene.files().url().toString())
                    .with("127.0.0.1:8443", "127.0.0.1:" + port)
                    .with("127.0.0.1:9000", target.address())
                    .write(place.resolve("haproxy.cfg"));
            try (Daemon proxy = Proxies.haproxy(config, port)) {
                holds(scene, target, good, expired);
                assertThat(proxy.log()).doesNotContain(good);
            }
        }
    }

    @Test
    @Needs(Tool.APACHE)
    void apacheVerifiesWithThePublishedMetadata() {
        try (Scene scene = Scene.running(folder, Settings.USUAL.withRsa());
                Target target = Target.start()) {
            String expired = Approved.expired(scene);
            String good = Approved.token(scene);
            Path config = Recipe.of("apache-offline.conf")
                    .with("https://gate.example.com", scene.files().url().toString())
                    .with("*:8443", "127.0.0.1:" + port)
                    .with("127.0.0.1:9000", target.address())
                    .after(Proxies.apacheHead(place, port))
                    .write(place.resolve("apache.conf"));
            try (Daemon proxy = Proxies.apache(config, port)) {
                holds(scene, target, good, expired);
                assertThat(proxy.log()).doesNotContain(good);
            }
        }
    }
}
