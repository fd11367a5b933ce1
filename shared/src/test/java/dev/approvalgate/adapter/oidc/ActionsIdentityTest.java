package dev.approvalgate.adapter.oidc;

import static dev.approvalgate.adapter.oidc.Desk.bad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.fake.MutableClock;
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

class ActionsIdentityTest {

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.of(IssuerKind.GITHUB);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge() {
        return desk.actions();
    }

    @Test
    void aGoodTokenTellsWhoRunsWhatAndWhere() {
        Assertion assertion = desk.verify(forge().token());

        assertThat(assertion.identity().key())
                .isEqualTo(new WorkloadKey(desk.issuer(), "4242", ".github/workflows/deploy.yml"));
        assertThat(assertion.identity().run()).isEqualTo(new Run("30433642", 1));
        assertThat(assertion.identity().subject()).isEqualTo("repo:acme@77/payments@4242:environment:production");
        assertThat(assertion.id()).isEqualTo("9f0c0f2e-8f0e-4b5f-8b6e-0a1b2c3d4e5f");
        assertThat(assertion.expiresAt()).isEqualTo(MutableClock.START.plusSeconds(300));
        assertThat(assertion.environment()).isEqualTo("production");
        assertThat(assertion.commit()).isEqualTo(Forge.COMMIT);
        assertThat(assertion.job()).isEqualTo("555");
        assertThat(assertion.definitionCommit()).isEqualTo(Forge.COMMIT);
        assertThat(assertion.identity().claims())
                .containsAllEntriesOf(Map.of(
                        "repository_id", "4242",
                        "repository", "acme/payments",
                        "repository_owner_id", "77",
                        "repository_visibility", "private",
                        "environment", "production",
                        "event_name", "push",
                        "sha", Forge.COMMIT,
                        "run_id", "30433642",
                        "run_attempt", "1",
                        "actor_id", "1001"))
                .doesNotContainKeys("jti", "sub", "aud", "iss", "exp");
    }

    @Test
    void whatAJobNeedNotHaveMayBeMissing() {
        Assertion assertion = desk.verify(forge().claim("environment", null)
                .claim("check_run_id", null)
                .claim("workflow_sha", null)
                .claim("actor_id", null)
                .token());

        assertThat(assertion.environment()).isNull();
        assertThat(assertion.job()).isNull();
        assertThat(assertion.definitionCommit()).isNull();
    }

    @Test
    void theRefOfAWorkflowMayHoldAnAt() {
        assertThat(desk.verify(
                        forge().claim("workflow_ref", "acme/payments/.github/workflows/deploy.yml@refs/heads/a@b")
                                .token()))
                .extracting(assertion -> assertion.identity().key().pipeline())
                .isEqualTo(".github/workflows/deploy.yml");
    }

    static Stream<String> foreignTriggers() {
        return Stream.of(
                "pull_request",
                "pull_request_target",
                "pull_request_review",
                "workflow_run",
                "issue_comment",
                "issues",
                "fork",
                "dynamic",
                "PUSH",
                "push ");
    }

    @ParameterizedTest
    @MethodSource("foreignTriggers")
    void threat23_runsStartedByForksAndStrangersMayNotAsk(String event) {
        desk.refused(forge().claim("event_name", event).token(), ReasonCode.TRIGGER_NOT_ALLOWED);
    }

    @Test
    void aMissingTriggerIsRefusedToo() {
        desk.refused(forge().claim("event_name", null).token(), ReasonCode.TOKEN_CLAIM_MISSING);
    }

    /** An Enterprise host's issuer, or an enterprise's own on github.com, differs in its address only. */
    @Test
    void anyIssuerMayBeGitHubs() throws Exception {
        try (Desk enterprise = Desk.of(IssuerKind.GITHUB, "/_services/token")) {
            assertThat(enterprise
                            .verify(enterprise.actions().token())
                            .identity()
                            .key()
                            .issuer())
                    .isEqualTo(enterprise.issuer())
                    .endsWith("/_services/token");
        }
    }

    static Stream<Arguments> claims() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        return Stream.of(
                bad("sub missing", missing, forge -> forge.claim("sub", null)),
                bad("sub with a line break", malformed, forge -> forge.claim("sub", "a\nb")),
                bad("repository_id missing", missing, forge -> forge.claim("repository_id", null)),
                bad("repository_id a number", malformed, forge -> forge.claim("repository_id", 4242)),
                bad("repository_id with a zero", malformed, forge -> forge.claim("repository_id", "04242")),
                bad("repository_id in other digits", malformed, forge -> forge.claim("repository_id", "٤٢٤٢")),
                bad("repository missing", missing, forge -> forge.claim("repository", null)),
                bad("run_id missing", missing, forge -> forge.claim("run_id", null)),
                bad("run_attempt zero", malformed, forge -> forge.claim("run_attempt", "0")),
                bad("run_attempt missing", missing, forge -> forge.claim("run_attempt", null)),
                bad("sha short", malformed, forge -> forge.claim("sha", "0123456")),
                bad("sha missing", missing, forge -> forge.claim("sha", null)),
                bad("workflow_sha a branch", malformed, forge -> forge.claim("workflow_sha", "main")),
                bad("check_run_id a word", malformed, forge -> forge.claim("check_run_id", "job")),
                bad("workflow_ref missing", missing, forge -> forge.claim("workflow_ref", null)),
                bad(
                        "workflow_ref of another repository",
                        malformed,
                        forge -> forge.claim(
                                "workflow_ref", "evil/payments/.github/workflows/deploy.yml@refs/heads/main")),
                bad(
                        "workflow_ref outside the folder",
                        malformed,
                        forge -> forge.claim("workflow_ref", "acme/payments/deploy.yml@refs/heads/main")),
                bad(
                        "workflow_ref below the folder",
                        malformed,
                        forge -> forge.claim(
                                "workflow_ref", "acme/payments/.github/workflows/x/../deploy.yml@refs/heads/main")),
                bad(
                        "workflow_ref without a ref",
                        malformed,
                        forge -> forge.claim("workflow_ref", "acme/payments/.github/workflows/deploy.yml")),
                bad(
                        "workflow_ref of a file that plays another",
                        malformed,
                        forge -> forge.claim(
                                "workflow_ref", "acme/payments/.github/workflows/deploy.yml@x.yml@refs/heads/main")),
                bad("workflow_ref of nothing", malformed, forge -> forge.claim("workflow_ref", "acme/payments@refs/x")),
                bad(
                        "environment confusable",
                        ReasonCode.ENVIRONMENT_NAME_CONFUSABLE,
                        forge -> forge.claim("environment", "pr\u043eduction")),
                bad("environment a list", malformed, forge -> forge.claim("environment", List.of("production"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void threat28_claimsThatAreMissingOrOfAnotherForm(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        desk.refused(change.apply(forge()).token(), reason);
    }
}
