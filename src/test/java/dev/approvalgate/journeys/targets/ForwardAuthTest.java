package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.approvalgate.journeys.tools.Daemon;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx asks the gate, as its recipe sets it up. */
@Needs(Tool.NGINX)
class ForwardAuthTest {

    private static final String TARGETS = """
            targets:
              - id: %s
                audience: %s
                environments: [production]
                url: https://deploy.example.com
                proxy: nginx
                clients: [127.0.0.0/8]
                allow:
                  - { methods: [POST], paths: ["/deploy/**"], scopes: [deploy:payments] }
                  - { methods: [GET], paths: ["/admin"], scopes: [admin] }
            """.formatted(GateFiles.TARGET, PolicyText.AUDIENCE);

    @TempDir
    Path folder;

    @TempDir
    Path place;

    private final int port = FreePort.find();

    private Daemon nginx(Scene scene, Target target) throws IOException {
        String secret = scene.files().targetSecret();
        Path include = Files.writeString(
                place.resolve("gate-secret.conf"), "proxy_set_header X-Gate-Secret \"" + secret + "\";\n");
        Path config = Recipe.of("nginx.conf")
                .with("https://gate.example.com", scene.files().url().toString())
                .with("127.0.0.1:8443", "127.0.0.1:" + port)
                .with("127.0.0.1:9000", target.address())
                .with("/etc/nginx/gate-secret.conf", include.toString())
                .after("pid %s/nginx.pid;%nerror_log stderr;%n".formatted(place))
                .write(place.resolve("nginx.conf"));
        return Proxies.nginx(config, port);
    }

    private Scene scene() {
        return Scene.set(folder, Settings.USUAL, policy -> policy.with("targets", TARGETS))
                .start();
    }

    private Reply post(String path, String token, Map<String, String> more) {
        var headers = new HashMap<>(more);
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        return Http.post(
                URI.create("http://127.0.0.1:" + port + path),
                headers,
                "what to deploy".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private int deploy(String token) {
        return post("/deploy/payments?now", token, Map.of()).status();
    }

    @Test
    void nginxLetsThroughWhatThePolicyAllows_untilTheTokenDies() throws IOException {
        try (Scene scene = scene();
                Target target = Target.start();
                Daemon proxy = nginx(scene, target)) {
            String token = Approved.token(scene);

            var forged = Map.of("X-Gate-Identity", "somebody", "X-Gate-Commit", "1", "X-Gate-Action", "rollback");
            assertThat(post("/deploy/payments?now", token, forged).status()).isEqualTo(204);
            Headers arrived = target.deployments().get(0);
            assertThat(arrived.getFirst("X-Gate-Identity")).isEqualTo("payments-deploy");
            assertThat(arrived.getFirst("X-Gate-Request")).startsWith("req_");
            assertThat(arrived.get("X-Gate-Action")).containsExactly("deploy");
            assertThat(arrived.get("X-Gate-Commit")).singleElement().asString().matches("[0-9a-f]{40}");
            assertThat(arrived).doesNotContainKeys("Authorization", "X-gate-approvers", "X-gate-secret");

            Reply without = post("/deploy/payments", "", Map.of());
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"approval-gate\"");
            assertThat(post("/other", token, Map.of()).status()).isEqualTo(403);
            assertThat(Http.get(URI.create("http://127.0.0.1:" + port + "/deploy/payments"), scene.bearer(token))
                            .status())
                    .as("another method")
                    .isEqualTo(403);
            assertThat(Http.get(URI.create("http://127.0.0.1:" + port + "/admin"), scene.bearer(token))
                            .status())
                    .as("a scope that it lacks")
                    .isEqualTo(403);
            for (String path :
                    new String[] {"/deploy/%2e%2e/admin", "/deploy//payments", "/deploy/a%2fb", "/x/../deploy/a"}) {
                assertThat(post(path, token, Map.of()).status()).as(path).isEqualTo(403);
            }
            assertThat(post("/other", token, Map.of("X-Original-URI", "/deploy/payments"))
                            .status())
                    .as("what a caller says of itself")
                    .isEqualTo(403);
            assertThat(target.deployments()).hasSize(1);
            assertThat(deploy(token)).isEqualTo(204);

            assertThat(scene.revoke(token).status()).isEqualTo(200);
            assertThat(deploy(token)).isEqualTo(401);
            assertThat(target.deployments()).hasSize(2);
            assertThat(proxy.log()).doesNotContain(token);
            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.ledger()
                                    .lines()
                                    .filter(line -> line.contains("token.used"))
                                    .count())
                            .as("the first use, and the second")
                            .isEqualTo(2));
            assertThat(scene.ledger()).contains("/deploy/**").doesNotContain("/deploy/payments", token);
            assertThat(scene.metric("gate_authz_total", "answer=\"allowed\"")).isEqualTo(2);
        }
    }

    @Test
    void nginxLetsNothingThroughAfterTheRun_andNothingWhereTheGateIsGone() throws IOException {
        try (Scene scene = scene();
                Target target = Target.start();
                Daemon proxy = nginx(scene, target)) {
            Deployment deployment = scene.deploy();
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            String token = scene.tokenFor(deployment.job());
            assertThat(deploy(token)).isEqualTo(204);

            deployment.job().succeed();
            deployment.run().complete("success");

            Scene.eventually().untilAsserted(() -> assertThat(deploy(token)).isEqualTo(401));
            String other = Approved.token(scene);
            scene.stop();
            assertThat(deploy(other)).isEqualTo(500);
            assertThat(proxy.log()).doesNotContain(other);
        }
    }
}
