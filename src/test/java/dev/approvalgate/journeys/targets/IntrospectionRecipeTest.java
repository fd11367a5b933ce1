package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Daemon;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache asks the gate about each token, by its published metadata and a secret of its own, as the recipe sets it up. */
@Needs(Tool.APACHE)
class IntrospectionRecipeTest {

    @TempDir
    Path folder;

    @TempDir
    Path place;

    private final int port = FreePort.find();

    private int deploy(String token) {
        return Http.post(
                        URI.create("http://127.0.0.1:" + port + "/deploy"),
                        Map.of("Authorization", "Bearer " + token),
                        new byte[0])
                .status();
    }

    @Test
    void apacheRefusesARevokedTokenAtOnce() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL);
                Target target = Target.start()) {
            String expired = Approved.expired(scene);
            String good = Approved.token(scene);
            Path config = Recipe.of("apache.conf")
                    .with("https://gate.example.com", scene.files().url().toString())
                    .with("${GATE_TARGET_SECRET}", scene.files().environment().getOrDefault("TARGET_SECRET", ""))
                    .with("*:8443", "127.0.0.1:" + port)
                    .with("127.0.0.1:9000", target.address())
                    .after(Proxies.apacheHead(place, port))
                    .write(place.resolve("apache.conf"));
            try (Daemon proxy = Proxies.apache(config, port)) {
                int first = deploy(good);
                assertThat(first)
                        .as(Files.readString(place.resolve("error.log")))
                        .isEqualTo(204);
                assertThat(deploy(expired)).isEqualTo(401);
                assertThat(deploy(Approved.bound(scene)))
                        .as("what needs a proof is no bearer token")
                        .isIn(401, 403);

                Http.postForm(scene.url("/oauth2/revoke"), Map.of("token", good));

                assertThat(deploy(good)).isEqualTo(401);
                assertThat(target.deployments()).hasSize(1);
                assertThat(proxy.log()).doesNotContain(good);
                assertThat(target.deployments().get(0).containsKey("Authorization"))
                        .isFalse();
            }
        }
    }
}
