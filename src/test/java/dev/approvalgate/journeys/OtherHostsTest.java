package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.CiHost;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of hosts other than GitHub ask over the API with their own tokens, all at one gate. */
class OtherHostsTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String ORGANIZATION = "f892efa9-103e-4d28-97a1-3b8616a0994d";
    private static final String PIPELINE = "0184990a-4782-42b5-afc1-16715b10b110";

    private Scene scene;
    private CiHost gitlab;
    private CiHost buildkite;
    private CiHost other;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        scene = Scene.set(folder, Settings.USUAL, UnaryOperator.identity());
        gitlab = new CiHost(scene.clock());
        buildkite = new CiHost(scene.clock());
        other = new CiHost(scene.clock());
        Files.writeString(
                scene.files().config(),
                """
                  - { issuer: "%s", audience: "https://gate.example.com", kind: gitlab }
                  - { issuer: "%s", audience: "https://gate.example.com", kind: buildkite }
                  - issuer: "%s"
                    audience: https://gate.example.com
                    kind: generic
                    claims: { project: repo, pipeline: file, run: build, attempt: try, environment: target, commit: rev, job: step }
                """.formatted(gitlab.issuer(), buildkite.issuer(), other.issuer()),
                StandardOpenOption.APPEND);
        Files.writeString(scene.files().policy(), policy());
        scene.start();
    }

    @AfterEach
    void stop() {
        scene.close();
        gitlab.close();
        buildkite.close();
        other.close();
    }

    /** Who approves has an account at GitLab too, or could not be told from who started the pipeline there. */
    private String policy() {
        return """
                version: 1
                people:
                  - { id: author, accounts: { slack: T0SANDBOX01/%s, oidc: { issuer: "%s", subject: "1001" } } }
                  - { id: approver-1, accounts: { slack: T0SANDBOX01/%s, oidc: { issuer: "%s", subject: "1002" } } }
                  - { id: approver-2, accounts: { slack: T0SANDBOX01/%s } }
                groups:
                  payments-team: [author, approver-1, approver-2]
                identities:
                  - { id: on-gitlab, issuer: "%s", project: 20, pipeline: .gitlab-ci.yml, owner: payments-team, environments: [production], scopes: ["deploy:payments"] }
                  - { id: on-buildkite, issuer: "%s", project: %s, pipeline: pipeline, owner: payments-team, environments: [production] }
                  - { id: elsewhere, issuer: "%s", project: payments, pipeline: deploy.yml, owner: payments-team, environments: [production], scopes: ["deploy:payments"] }
                rules:
                  - id: everything
                    identities: [on-gitlab, on-buildkite, elsewhere]
                    environments: [production]
                    approvals: { from: [payments-team], count: 1 }
                    accepts: [incomplete_change, unmapped_authors]
                    deadline: 8h
                    token: { lifetime: 15m, validity: 1h, audience: %s, max_jobs: 1 }
                    channels: [slack:C0DEPLOY001]
                """.formatted(
                        Someone.AUTHOR.slack(),
                        gitlab.issuer(),
                        Someone.APPROVER_1.slack(),
                        gitlab.issuer(),
                        Someone.APPROVER_2.slack(),
                        gitlab.issuer(),
                        buildkite.issuer(),
                        ORGANIZATION + "/" + PIPELINE,
                        other.issuer(),
                        PolicyText.AUDIENCE);
    }

    private Map<String, Object> gitlabClaims() {
        var claims = new HashMap<String, Object>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("sub", "project_path:acme/shop/payments:ref_type:branch:ref:main");
        claims.put("namespace_id", "72");
        claims.put("project_id", "20");
        claims.put("project_path", "acme/shop/payments");
        claims.put("user_id", "1001");
        claims.put("user_login", "author");
        claims.put("pipeline_id", "574");
        claims.put("pipeline_source", "push");
        claims.put("job_id", "302");
        claims.put("ref_path", "refs/heads/main");
        claims.put("ref_protected", "true");
        claims.put("environment", "production");
        claims.put("sha", COMMIT);
        claims.put("ci_config_ref_uri", gitlab.authority() + "/acme/shop/payments//.gitlab-ci.yml@refs/heads/main");
        claims.put("ci_config_sha", COMMIT);
        return claims;
    }

    private String gitlabToken() {
        return gitlab.token(gitlabClaims());
    }

    private String gitlabToken(String name, Object value) {
        Map<String, Object> claims = gitlabClaims();
        claims.put(name, value);
        return gitlab.token(claims);
    }

    private Map<String, Object> otherClaims() {
        return new HashMap<>(Map.of(
                "sub",
                "build 9",
                "repo",
                "payments",
                "file",
                "deploy.yml",
                "build",
                9,
                "try",
                1,
                "target",
                "production",
                "rev",
                COMMIT,
                "step",
                "deploy"));
    }

    private Reply ask(String token, String environment) {
        return Http.postJson(
                scene.url("/api/v1/requests"), scene.bearer(token), "{\"environment\": \"" + environment + "\"}");
    }

    private SlackMessage message() {
        return Scene.eventually()
                .until(() -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS), list -> !list.isEmpty())
                .get(0);
    }

    private Reply waitForDecision(Reply opened, String token) {
        URI location = scene.url(opened.headers().firstValue("Location").orElseThrow());
        return Http.get(URI.create(location + "?wait=30"), scene.bearer(token));
    }

    private void isRefused(Reply reply, int status, String reason) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.text("reason")).as(reply.body()).isEqualTo(reason);
        assertThat(reply.text("access_token")).isEmpty();
    }

    @Test
    void aGitLabJobAsksIsApprovedAndRedeemsItsToken() {
        Reply opened = ask(gitlabToken(), "production");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(Shown.text(message().blocks())).contains("acme/shop/payments", "push", "has no linked account");
        String token = gitlabToken();
        isRefused(scene.exchange(token), 400, "approval_pending");

        scene.click(Someone.APPROVER_1, message(), "Approve");

        assertThat(waitForDecision(opened, gitlabToken()).text("status")).isEqualTo("approved");
        Reply minted = scene.exchange(token);
        assertThat(minted.status()).as(minted.body()).isEqualTo(200);
        assertThat(Tokens.claims(minted.text("access_token")).toString()).contains(COMMIT, "deploy:payments");
        isRefused(scene.exchange(token), 401, "token_replayed");
        isRefused(scene.exchange(gitlabToken("job_id", "303")), 409, "jobs_exhausted");
    }

    @Test
    void threat02_whoStartedTheGitLabPipelineDoesNotCountNorWhoCouldBeThem() {
        ask(gitlabToken(), "production");

        scene.click(Someone.AUTHOR, message(), "Approve");
        assertThat(scene.waitForPrivateAnswer(Someone.AUTHOR)).contains("had a hand in");
        scene.click(Someone.APPROVER_2, message(), "Approve");
        scene.waitForPrivateAnswer(Someone.APPROVER_2);

        isRefused(scene.exchange(gitlabToken()), 400, "approval_pending");
    }

    @Test
    void threat23_aMergeRequestsPipelineMayNotAsk() {
        isRefused(ask(gitlabToken("pipeline_source", "merge_request_event"), "production"), 403, "trigger_not_allowed");
    }

    @Test
    void threat34_theTokensEnvironmentMustBeTheOneThatIsAskedFor() {
        isRefused(ask(gitlabToken("environment", "staging"), "production"), 403, "host_fact_mismatch");
    }

    @Test
    void threat01_oneHostsClaimsUnderAnotherHostsNameArePartOfNoIdentity() {
        isRefused(ask(other.token(gitlabClaims()), "production"), 401, "token_claim_missing");
        isRefused(ask(gitlab.token(otherClaims()), "production"), 401, "token_claim_missing");
        Map<String, Object> forged = gitlabClaims();
        forged.put("iss", gitlab.issuer());
        isRefused(ask(other.token(forged), "production"), 401, "token_signature");
    }

    @Test
    void aJobOfAnyOtherHostAsksIsApprovedAndRedeemsItsTokenOnce() {
        String token = other.token(otherClaims());
        Reply opened = ask(token, "production");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);

        scene.click(Someone.APPROVER_2, message(), "Approve");

        assertThat(waitForDecision(opened, token).text("status")).isEqualTo("approved");
        assertThat(scene.exchange(token).status()).isEqualTo(200);
        isRefused(scene.exchange(token), 401, "token_replayed");
        Map<String, Object> again = otherClaims();
        again.put("try", 2);
        isRefused(scene.exchange(other.token(again)), 400, "request_not_found");
    }

    @Test
    void aHostThatNamesNoEnvironmentCanAskAndWaitAndGetsNoToken() {
        var claims = new HashMap<String, Object>(Map.of(
                "sub", "organization:acme:pipeline:payments",
                "organization_slug", "acme",
                "organization_id", ORGANIZATION,
                "pipeline_slug", "payments",
                "pipeline_id", PIPELINE,
                "build_number", 175,
                "build_branch", "main",
                "build_commit", COMMIT,
                "build_source", "webhook",
                "job_id", "0184990a-477b-4fa8-9968-496074483cee"));
        String token = buildkite.token(claims);
        Reply opened = ask(token, "production");

        scene.click(Someone.APPROVER_1, message(), "Approve");

        assertThat(waitForDecision(opened, token).text("status")).isEqualTo("approved");
        isRefused(scene.exchange(token), 401, "token_claim_missing");
    }
}
