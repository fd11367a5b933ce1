package dev.approvalgate.journeys.threats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.github.JobState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on what lies behind a proxy, with tokens that are stolen, forged, old or of somebody else. */
class TargetThreatsTest {

    private static final String TARGETS = """
            targets:
              - { id: deploys, audience: %1$s, environments: [production], url: https://deploy.example.com, proxy: nginx,
                  allow: [{ methods: [POST], paths: ["/deploy"], scopes: [deploy:payments] }] }
              - { id: staging, audience: %1$s, environments: [staging], url: https://staging.example.com, proxy: nginx,
                  allow: [{ methods: [POST], paths: ["/deploy"] }] }
              - { id: rollbacks, audience: %1$s, environments: [production], actions: [rollback], url: https://deploy.example.com, proxy: nginx,
                  allow: [{ methods: [POST], paths: ["/deploy"] }] }
              - { id: bank, audience: https://bank.example.com, environments: [production], url: https://bank.example.com, proxy: nginx,
                  allow: [{ methods: [POST], paths: ["/deploy"] }] }
            """.formatted(PolicyText.AUDIENCE);

    @TempDir
    private Path folder = Path.of("");

    private Scene scene;

    @BeforeEach
    void start() {
        scene = Scene.set(
                folder,
                Settings.USUAL,
                policy -> policy.with("targets", TARGETS).with("max_jobs", "2"));
        scene.files().targets("deploys", "staging", "rollbacks", "bank");
        scene.start();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private Deployment approved() {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return deployment;
    }

    private Reply ask(String target, String token) {
        return ask(target, token, scene.files().targetSecret());
    }

    private Reply ask(String target, String token, String secret) {
        return Http.get(
                scene.url("/authz/" + target),
                Map.of(
                        "Authorization",
                        "Bearer " + token,
                        "X-Original-Method",
                        "POST",
                        "X-Original-URI",
                        "/deploy",
                        "X-Gate-Secret",
                        secret));
    }

    private void refused(String target, String token, int status, String reason) {
        Reply reply = ask(target, token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.text("reason")).isEqualTo(reason);
        assertThat(reply.body()).doesNotContain(token);
    }

    @Test
    void threat01_aTokenForAnotherAudienceIsRefusedAndDies() {
        Deployment deployment = approved();
        String token = scene.tokenFor(deployment.job());
        assertThat(ask("deploys", token).status()).isEqualTo(200);

        refused("bank", token, 401, "token_audience");

        refused("deploys", token, 401, "token_revoked");
        assertThat(scene.metric("gate_token_misused_total", "token_audience")).isEqualTo(1);
        assertThat(scene.ledger()).contains("misused");
    }

    @Test
    void threat01_whoIsNotTheTargetsProxyWritesNoUsesAndKillsNoToken() {
        String token = scene.tokenFor(approved().job());

        for (String target : new String[] {"deploys", "bank", "elsewhere"}) {
            Reply reply = ask(target, token, "guess");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text("reason")).isEqualTo("client_unknown");
        }

        assertThat(scene.ledger()).doesNotContain("token.used", "misused");
        assertThat(ask("deploys", token).status()).isEqualTo(200);
    }

    @Test
    void threat01_anIdentityTokenIsNoDeployToken() {
        String identity = scene.identityToken(approved().job());

        Reply reply = ask("deploys", identity);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("reason")).startsWith("token_");
    }

    @Test
    void threat08_theTargetLearnsTheApprovedCommitFromTheGate() {
        Deployment deployment = approved();

        Reply reply = ask("deploys", scene.tokenFor(deployment.job()));

        assertThat(reply.headers().firstValue("X-Gate-Commit"))
                .as("so it can refuse to deploy another one")
                .hasValue(deployment.run().sha());
        assertThat(reply.headers().firstValue("X-Gate-Approvers")).hasValue("1");
    }

    @Test
    void threat09_aReRunsJobIsNotCoveredByTheFirstAttemptsToken() {
        Deployment deployment = approved();
        String token = scene.tokenFor(deployment.job());
        assertThat(ask("deploys", token).status()).isEqualTo(200);

        deployment.job().succeed();
        deployment.run().complete("success");

        Scene.eventually().untilAsserted(() -> refused("deploys", token, 401, "token_revoked"));
    }

    @Test
    void threat20_aTokenThatIsGivenBackIsWorthNothingAtOnce() {
        String token = scene.tokenFor(approved().job());
        assertThat(ask("deploys", token).status()).isEqualTo(200);

        assertThat(scene.revoke(token).status()).isEqualTo(200);

        refused("deploys", token, 401, "token_revoked");
        assertThat(scene.ledger()).doesNotContain(token);
    }

    @Test
    void threat20_aRetryOfTheSameJobKillsTheTokenBefore() {
        Deployment deployment = approved();
        String first = scene.tokenFor(deployment.job());
        String second = scene.tokenFor(deployment.job());

        refused("deploys", first, 401, "token_revoked");
        assertThat(ask("deploys", second).status()).isEqualTo(200);
    }

    @Test
    void threat25_aTokenWhoseRowWasTakenOutIsUnknownAfterARestart() throws SQLException {
        String token = scene.tokenFor(approved().job());
        assertThat(ask("deploys", token).status()).isEqualTo(200);
        scene.stop();

        edit("DELETE FROM token");
        scene.start();

        refused("deploys", token, 401, "token_unknown");
    }

    @Test
    void threat25_anotherHashInTheRowMakesItAnotherToken() throws SQLException {
        String token = scene.tokenFor(approved().job());
        scene.stop();

        edit("UPDATE token SET hash = '" + "0".repeat(64) + "'");
        scene.start();

        refused("deploys", token, 401, "token_unknown");
    }

    private void edit(String sql) throws SQLException {
        try (Connection store = DriverManager.getConnection(
                        "jdbc:sqlite:" + scene.files().store());
                Statement statement = store.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static String part(Object json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(UTF_8));
    }

    @Test
    void threat28_nothingButTheTokenItselfOpensTheTarget() {
        String token = scene.tokenFor(approved().job());
        var header = (ObjectNode) Tokens.header(token);
        var claims = (ObjectNode) Tokens.claims(token);
        String[] parts = token.split("\\.", -1);
        String signature = parts[2];

        for (String algorithm : new String[] {"none", "HS256", "RS256"}) {
            refused(
                    "deploys",
                    part(header.deepCopy().put("alg", algorithm)) + "." + parts[1] + "." + signature,
                    401,
                    "token_algorithm");
        }
        refused(
                "deploys",
                part(header.deepCopy().put("typ", "JWT")) + "." + parts[1] + "." + signature,
                401,
                "token_type");
        refused(
                "deploys",
                part(header.deepCopy().put("kid", "../../keys")) + "." + parts[1] + "." + signature,
                401,
                "token_key_unknown");
        refused(
                "deploys",
                part(header.deepCopy().put("jku", "https://x.example.com")) + "." + parts[1] + "." + signature,
                401,
                "token_header");
        refused(
                "deploys",
                parts[0] + "." + part(claims.put("scope", "admin")) + "." + signature,
                401,
                "token_signature");
        assertThat(ask("deploys", token).status())
                .as("none of that harms the real one")
                .isEqualTo(200);
    }

    @Test
    void threat34_aTokenOfAnotherEnvironmentIsRefusedAndDies() {
        String token = scene.tokenFor(approved().job());

        refused("staging", token, 403, "token_environment");

        refused("deploys", token, 401, "token_revoked");
        assertThat(scene.metric("gate_token_misused_total", "token_environment"))
                .isEqualTo(1);
    }

    @Test
    void threat34_aTokenOfAnotherActionIsRefused() {
        String token = scene.tokenFor(approved().job());

        refused("rollbacks", token, 403, "token_action");

        assertThat(ask("deploys", token).headers().firstValue("X-Gate-Action")).hasValue("deploy");
    }
}
