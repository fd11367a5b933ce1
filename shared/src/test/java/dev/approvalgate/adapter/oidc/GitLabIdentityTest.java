package dev.approvalgate.adapter.oidc;

import static dev.approvalgate.adapter.oidc.Desk.bad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabIdentityTest {

    private static final String CONFIG = "ci_config_ref_uri";

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.of(IssuerKind.GITLAB);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge(Desk desk) {
        return forge(desk.forge(), desk.issuer());
    }

    /** Adds the claims that a job of GitLab CI/CD could have. */
    static Forge forge(Forge registered, String issuer) {
        return registered
                .claim("sub", "project_path:acme/shop/payments:ref_type:branch:ref:main")
                .claim("namespace_id", "72")
                .claim("namespace_path", "acme/shop")
                .claim("project_id", "20")
                .claim("project_path", "acme/shop/payments")
                .claim("user_id", "1001")
                .claim("user_login", "author")
                .claim("user_email", "author@example.com")
                .claim("pipeline_id", "574")
                .claim("pipeline_source", "push")
                .claim("job_id", "302")
                .claim("ref", "main")
                .claim("ref_type", "branch")
                .claim("ref_path", "refs/heads/main")
                .claim("ref_protected", "true")
                .claim("environment", "production")
                .claim("environment_protected", "true")
                .claim("deployment_tier", "production")
                .claim("runner_id", 1)
                .claim("runner_environment", "self-hosted")
                .claim("sha", Forge.COMMIT)
                .claim(CONFIG, issuer.replace("http://", "") + "/acme/shop/payments//.gitlab-ci.yml@refs/heads/main")
                .claim("ci_config_sha", Forge.COMMIT);
    }

    private static Forge forge() {
        return forge(desk);
    }

    @Test
    void aGoodTokenTellsWhoRunsWhatAndWhere() {
        Assertion assertion = desk.verify(forge().token());

        assertThat(assertion.identity().key()).isEqualTo(new WorkloadKey(desk.issuer(), "20", ".gitlab-ci.yml"));
        assertThat(assertion.identity().run()).isEqualTo(new Run("574", 1));
        assertThat(assertion.identity().subject())
                .isEqualTo("project_path:acme/shop/payments:ref_type:branch:ref:main");
        assertThat(assertion.id()).isEqualTo("9f0c0f2e-8f0e-4b5f-8b6e-0a1b2c3d4e5f");
        assertThat(assertion.environment()).isEqualTo("production");
        assertThat(assertion.commit()).isEqualTo(Forge.COMMIT);
        assertThat(assertion.job()).isEqualTo("302");
        assertThat(assertion.definitionCommit()).isEqualTo(Forge.COMMIT);
        assertThat(assertion.identity().claims())
                .containsAllEntriesOf(Map.of(
                        "repository", "acme/shop/payments",
                        "ref", "refs/heads/main",
                        "sha", Forge.COMMIT,
                        "actor", "author",
                        "event_name", "push",
                        "project_id", "20",
                        "namespace_id", "72",
                        "user_id", "1001",
                        "ref_protected", "true"))
                .doesNotContainKeys("user_email", "jti", "sub", "aud");
    }

    @Test
    void whatAJobNeedNotHaveMayBeMissing() {
        Assertion assertion = desk.verify(forge().claim("environment", null)
                .claim("ci_config_sha", null)
                .claim("user_id", null)
                .token());

        assertThat(assertion.environment()).isNull();
        assertThat(assertion.definitionCommit()).isNull();
    }

    @Test
    void theDefinitionMayLieInAFolderAndTheRefMayBeATagWithAnAt() {
        Forge forge = forge().claim("ref_path", "refs/tags/v1@2")
                .claim(CONFIG, "gitlab.example.com:8443/acme/shop/payments//ci/deploy.yml@refs/tags/v1@2");

        assertThat(desk.verify(forge.token()).identity().key().pipeline()).isEqualTo("ci/deploy.yml");
    }

    @Test
    void anInstanceMayBeServedBelowAPath() throws Exception {
        try (Desk below = Desk.of(IssuerKind.GITLAB, "/gitlab")) {
            assertThat(below.verify(forge(below).token()).identity().key().pipeline())
                    .isEqualTo(".gitlab-ci.yml");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST/evil/payments//.gitlab-ci.yml@refs/heads/main",
                "HOST/acme/shop/payments2//.gitlab-ci.yml@refs/heads/main",
                "HOST/evil/acme/shop/payments//.gitlab-ci.yml@refs/heads/main",
                "evil.example/x/acme/shop/payments//.gitlab-ci.yml@refs/heads/main",
                "HOST/acme/shop/payments//.gitlab-ci.yml@evil/payments@refs/heads/main",
                "HOST/acme/shop/payments//.gitlab-ci.yml@evil/payments:main@refs/heads/main",
                "HOST/acme/shop/payments//https://evil.example/ci.yml@refs/heads/main",
                "HOST/acme/shop/payments//../../evil/ci.yml@refs/heads/main",
                "HOST/acme/shop/payments///.gitlab-ci.yml@refs/heads/main",
                "HOST/acme/shop/payments//.gitlab-ci.yml@refs/heads/other",
                "HOST/acme/shop/payments//.gitlab-ci.yml@refs/heads/main\u200b",
                "HOST/acme/shop/payments//.gitlab-ci.yml",
                "HOST/acme/shop/payments//@refs/heads/main",
                "HOST/acme/shop/payments/.gitlab-ci.yml@refs/heads/main",
                "HOST/\u0430cme/shop/payments//.gitlab-ci.yml@refs/heads/main",
                "@refs/heads/main",
                "//acme/shop/payments//.gitlab-ci.yml@refs/heads/main"
            })
    void threat13_aDefinitionOfAnotherProjectHostOrRef(String uri) {
        desk.refused(forge().claim(CONFIG, uri.replace("HOST", desk.host())).token(), ReasonCode.TOKEN_MALFORMED);
    }

    @Test
    void threat13_aLookAlikeOfTheDefinitionIsAnotherPipeline() {
        Forge forge = forge().claim(CONFIG, desk.host() + "/acme/shop/payments//.gitl\u0430b-ci.yml@refs/heads/main");

        assertThat(desk.verify(forge.token()).identity().key())
                .isNotEqualTo(new WorkloadKey(desk.issuer(), "20", ".gitlab-ci.yml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge_request_event",
                "external_pull_request_event",
                "parent_pipeline",
                "pipeline",
                "chat",
                "webide",
                "ondemand_dast_scan",
                "security_orchestration_policy",
                "unknown",
                "PUSH",
                "push "
            })
    void threat23_pipelinesOfMergeRequestsAndOfOtherPipelinesMayNotAsk(String source) {
        desk.refused(forge().claim("pipeline_source", source).token(), ReasonCode.TRIGGER_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "web", "schedule", "api", "trigger"})
    void whatSomebodyWithWriteAccessStartedMayAsk(String source) {
        assertThat(desk.verify(forge().claim("pipeline_source", source).token()))
                .isNotNull();
    }

    static Stream<Arguments> claims() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        return Stream.of(
                bad("jti missing", missing, forge -> forge.claim("jti", null)),
                bad("nbf missing", missing, forge -> forge.claim("nbf", null)),
                bad("pipeline_source missing", missing, forge -> forge.claim("pipeline_source", null)),
                bad("project_id missing", missing, forge -> forge.claim("project_id", null)),
                bad("project_id a number", malformed, forge -> forge.claim("project_id", 20)),
                bad("project_id in other digits", malformed, forge -> forge.claim("project_id", "٢٠")),
                bad("project_path missing", missing, forge -> forge.claim("project_path", null)),
                bad("project_path of one part", malformed, forge -> forge.claim("project_path", "payments")),
                bad("job of another project", malformed, forge -> forge.claim("job_project_id", "21")),
                bad("ref_path missing", missing, forge -> forge.claim("ref_path", null)),
                bad(
                        "ref_path of a merge request",
                        malformed,
                        forge -> forge.claim("ref_path", "refs/merge-requests/1/head")),
                bad("pipeline_id missing", missing, forge -> forge.claim("pipeline_id", null)),
                bad("pipeline_id with a zero", malformed, forge -> forge.claim("pipeline_id", "0574")),
                bad("job_id missing", missing, forge -> forge.claim("job_id", null)),
                bad("job_id a list", malformed, forge -> forge.claim("job_id", List.of("302"))),
                bad("sha missing", missing, forge -> forge.claim("sha", null)),
                bad("sha short", malformed, forge -> forge.claim("sha", "0123456")),
                bad("ci_config_sha a branch", malformed, forge -> forge.claim("ci_config_sha", "main")),
                bad("definition missing", missing, forge -> forge.claim(CONFIG, null)),
                bad(
                        "environment confusable",
                        ReasonCode.ENVIRONMENT_NAME_CONFUSABLE,
                        forge -> forge.claim("environment", "pr\u043eduction")),
                bad("sub missing", missing, forge -> forge.claim("sub", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void threat28_claimsThatAreMissingOrOfAnotherForm(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        desk.refused(change.apply(forge()).token(), reason);
    }
}
