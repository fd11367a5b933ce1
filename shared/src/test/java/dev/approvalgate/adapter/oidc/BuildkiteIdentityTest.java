package dev.approvalgate.adapter.oidc;

import static dev.approvalgate.adapter.oidc.Desk.bad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.Locale;
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

class BuildkiteIdentityTest {

    private static final String ORGANIZATION = "f892efa9-103e-4d28-97a1-3b8616a0994d";
    private static final String PIPELINE = "0184990a-4782-42b5-afc1-16715b10b110";
    private static final String JOB = "0184990a-477b-4fa8-9968-496074483cee";

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.of(IssuerKind.BUILDKITE);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge() {
        return desk.forge()
                .claim("jti", null)
                .claim(
                        "sub",
                        "organization:acme:pipeline:payments:ref:refs/heads/main:commit:" + Forge.COMMIT + ":step:")
                .claim("organization_slug", "acme")
                .claim("organization_id", ORGANIZATION)
                .claim("pipeline_slug", "payments")
                .claim("pipeline_id", PIPELINE)
                .claim("build_number", 175)
                .claim("build_branch", "main")
                .claim("build_commit", Forge.COMMIT)
                .claim("step_key", "deploy")
                .claim("job_id", JOB)
                .claim("agent_id", "0184990a-4782-42b5-afc1-16715b10b8ff")
                .claim("build_source", "webhook")
                .claim("runner_environment", "self-hosted");
    }

    @Test
    void aGoodTokenTellsWhoRunsWhatAndHonestlyNotWhere() {
        Assertion assertion = desk.verify(forge().token());

        assertThat(assertion.identity().key())
                .isEqualTo(new WorkloadKey(desk.issuer(), ORGANIZATION + "/" + PIPELINE, "pipeline"));
        assertThat(assertion.identity().run()).isEqualTo(new Run("175", 1));
        assertThat(assertion.commit()).isEqualTo(Forge.COMMIT);
        assertThat(assertion.job()).isEqualTo(JOB);
        assertThat(assertion.environment()).isNull();
        assertThat(assertion.definitionCommit()).isNull();
        assertThat(assertion.identity().claims())
                .containsAllEntriesOf(Map.of(
                        "repository", "acme/payments",
                        "ref", "refs/heads/main",
                        "sha", Forge.COMMIT,
                        "event_name", "webhook",
                        "organization_id", ORGANIZATION,
                        "pipeline_id", PIPELINE,
                        "step_key", "deploy"));
    }

    @Test
    void aTagIsNamedAsATag() {
        assertThat(desk.verify(forge().claim("build_tag", "v1").token())
                        .identity()
                        .claims())
                .containsEntry("ref", "refs/tags/v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trigger_job", "pull_request", "WEBHOOK", "webhook "})
    void threat23_buildsThatOtherBuildsTriggeredMayNotAsk(String source) {
        desk.refused(forge().claim("build_source", source).token(), ReasonCode.TRIGGER_NOT_ALLOWED);
    }

    @Test
    void threat23_buildsOfForksMayNotAsk() {
        desk.refused(forge().claim("build_branch", "mallory:main").token(), ReasonCode.TRIGGER_NOT_ALLOWED);
    }

    @Test
    void aTokenWithoutImmutableIdsSaysHowToAskForThem() {
        assertThatThrownBy(() -> desk.verify(forge().claim("pipeline_id", null).token()))
                .hasMessageContaining("--claim organization_id,pipeline_id");
    }

    static Stream<Arguments> claims() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        return Stream.of(
                bad("nbf missing", missing, forge -> forge.claim("nbf", null)),
                bad("organization_id missing", missing, forge -> forge.claim("organization_id", null)),
                bad("organization_id a name", malformed, forge -> forge.claim("organization_id", "acme")),
                bad("pipeline_id missing", missing, forge -> forge.claim("pipeline_id", null)),
                bad("pipeline_id with more", malformed, forge -> forge.claim("pipeline_id", PIPELINE + "/x")),
                bad(
                        "pipeline_id in capitals",
                        malformed,
                        forge -> forge.claim("pipeline_id", PIPELINE.toUpperCase(Locale.ROOT))),
                bad("build_source missing", missing, forge -> forge.claim("build_source", null)),
                bad("build_number missing", missing, forge -> forge.claim("build_number", null)),
                bad("build_number zero", malformed, forge -> forge.claim("build_number", 0)),
                bad("build_number a fraction", malformed, forge -> forge.claim("build_number", 1.5)),
                bad("build_number a word", malformed, forge -> forge.claim("build_number", "first")),
                bad("job_id missing", missing, forge -> forge.claim("job_id", null)),
                bad("build_branch missing", missing, forge -> forge.claim("build_branch", null)),
                bad("build_commit missing", missing, forge -> forge.claim("build_commit", null)),
                bad("build_commit not resolved", malformed, forge -> forge.claim("build_commit", "HEAD")),
                bad("sub missing", missing, forge -> forge.claim("sub", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void threat28_claimsThatAreMissingOrOfAnotherForm(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        desk.refused(change.apply(forge()).token(), reason);
    }
}
