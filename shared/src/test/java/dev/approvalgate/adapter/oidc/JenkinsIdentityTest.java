package dev.approvalgate.adapter.oidc;

import static dev.approvalgate.adapter.oidc.Desk.bad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JenkinsIdentityTest {

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.of(IssuerKind.JENKINS, "/ci/oidc");
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static String root(Desk desk) {
        return desk.issuer().substring(0, desk.issuer().indexOf("oidc"));
    }

    /** What the plugin says unless somebody changes its templates. */
    private static Forge forge(Desk desk) {
        return desk.forge()
                .claim("jti", null)
                .claim("nbf", null)
                .claim("sub", root(desk) + "job/payments/job/deploy/")
                .claim("build_number", 42);
    }

    private static Forge forge() {
        return forge(desk);
    }

    @Test
    void aGoodTokenTellsTheJobAndItsBuild() {
        Assertion assertion = desk.verify(forge().token());

        assertThat(assertion.identity().key())
                .isEqualTo(new WorkloadKey(desk.issuer(), "payments/deploy", "Jenkinsfile"));
        assertThat(assertion.identity().run()).isEqualTo(new Run("42", 1));
        assertThat(assertion.job()).isEqualTo("42");
        assertThat(assertion.environment()).isNull();
        assertThat(assertion.commit()).isNull();
        assertThat(assertion.identity().claims())
                .containsEntry("repository", "payments/deploy")
                .doesNotContainKeys("environment", "sub");
    }

    @Test
    void claimsThatTheAdministratorsAddAreUsed() {
        Assertion assertion = desk.verify(forge().claim("job_full_name", "payments/deploy")
                .claim("build_number", "42")
                .claim("environment", "production")
                .claim("definition", "ci/deploy.groovy")
                .claim("commit", Forge.COMMIT)
                .token());

        assertThat(assertion.identity().key())
                .isEqualTo(new WorkloadKey(desk.issuer(), "payments/deploy", "ci/deploy.groovy"));
        assertThat(assertion.environment()).isEqualTo("production");
        assertThat(assertion.commit()).isEqualTo(Forge.COMMIT);
    }

    @Test
    void theGatesOwnPluginTellsBlocksAndDefinitionsApart() {
        String definition = Sha256.of("pipeline {}").hex();
        var request = RequestId.random(new Random(1));
        Assertion assertion = desk.verify(forge().claim("block", "17")
                .claim("request_id", request.value())
                .claim("definition_sha256", definition)
                .claim("actor_id", "ada")
                .claim("libraries", "tools@v2")
                .claim("agent", "none")
                .token());

        assertThat(assertion.job()).isEqualTo("42/17");
        assertThat(assertion.request()).isEqualTo(request);
        assertThat(assertion.definition()).isEqualTo(new Sha256(definition));
        assertThat(assertion.identity().claims())
                .containsEntry("definition_sha256", definition)
                .containsEntry("libraries", "tools@v2")
                .containsEntry("agent", "none")
                .containsEntry("actor_id", "ada");
    }

    @Test
    void aControllerSpeaksForItself() {
        Forge controller = desk.forge().claim("sub", "controller").claim("controller", true);

        assertThat(desk.verifier.verifyHost(controller.token())).isEqualTo(desk.issuer());
    }

    @Test
    void threat01_aBuildIsNoControllerAndAControllerNoBuild() {
        for (Forge forge : List.of(
                forge(),
                forge().claim("controller", true),
                forge().claim("build_number", null).claim("controller", false),
                forge().claim("build_number", null)
                        .claim("controller", true)
                        .claim("job_full_name", "payments/deploy"))) {
            assertThatExceptionOfType(GateException.class)
                    .isThrownBy(() -> desk.verifier.verifyHost(forge.token()))
                    .extracting(refusal -> refusal.reason().kind())
                    .isEqualTo(ReasonCode.Kind.UNAUTHENTICATED);
        }
        desk.refused(forge().claim("controller", true).token(), ReasonCode.TOKEN_MALFORMED);
        desk.refused(forge().claim("controller", false).token(), ReasonCode.TOKEN_MALFORMED);
    }

    @Test
    void threat01_noOtherHostSpeaksForItself() throws Exception {
        try (Desk github = Desk.of(IssuerKind.GITHUB)) {
            Forge forge = github.actions().claim("controller", true);

            assertThatExceptionOfType(GateException.class)
                    .isThrownBy(() -> github.verifier.verifyHost(forge.token()))
                    .extracting(GateException::reason)
                    .isEqualTo(ReasonCode.TOKEN_MALFORMED);
        }
    }

    @ParameterizedTest
    @CsvSource({"block, x", "request_id, req_1", "definition_sha256, abc"})
    void threat28_whatThePluginSaysHasItsForm(String claim, String value) {
        desk.refused(forge().claim(claim, value).token(), ReasonCode.TOKEN_MALFORMED);
    }

    @Test
    void theSubjectMayBeAnythingWhereAClaimNamesTheJob() {
        Forge forge = forge().claim("sub", "jenkins:main:42").claim("job_full_name", "payments/deploy");

        assertThat(desk.verify(forge.token()).identity().key().projectId()).isEqualTo("payments/deploy");
    }

    @ParameterizedTest
    @CsvSource({
        "job/deploy/, deploy",
        "job/a/job/b/job/main/, a/b/main",
        "job/payments/job/feature%252Fx/, payments/feature%2Fx",
        "job/pay%20ments/, pay ments",
        "job/z%C3%BCrich/, zürich",
        "job/job/job/job/, job/job"
    })
    void namesAreReadFromAddressesAsJenkinsWritesThem(String address, String name) {
        assertThat(desk.verify(forge().claim("sub", root(desk) + address).token())
                        .identity()
                        .key()
                        .projectId())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "job/",
                "job/deploy",
                "job//",
                "job/a/deploy/",
                "job/a%2Fjob%2Fdeploy/",
                "job/a/job/../job/deploy/",
                "job/%2E%2E/",
                "job/a%0Ab/",
                "job/%/",
                "job/deploy/?x",
                "job/deploy/#x",
                "view/all/job/deploy/",
                "computer/agent/"
            })
    void threat13_addressesThatAreNoJobs(String address) {
        desk.refused(forge().claim("sub", root(desk) + address).token(), ReasonCode.TOKEN_CLAIM_MISSING);
    }

    @Test
    void threat13_aJobOfAnotherController() {
        for (String elsewhere : new String[] {
            "https://evil.example/ci/job/payments/job/deploy/",
            root(desk).replace("/ci/", "/ci2/") + "job/payments/job/deploy/",
            root(desk).replace("/ci/", "/") + "job/payments/job/deploy/"
        }) {
            desk.refused(forge().claim("sub", elsewhere).token(), ReasonCode.TOKEN_CLAIM_MISSING);
        }
    }

    @Test
    void threat22_twoNamesOfTheJobThatDifferAreNone() {
        desk.refused(forge().claim("job_full_name", "payments/other").token(), ReasonCode.TOKEN_MALFORMED);
    }

    @Test
    void threat13_aFoldersIssuerSpeaksForItsOwnJobsOnly() throws Exception {
        try (Desk folder = Desk.of(IssuerKind.JENKINS, "/oidc/job/payments")) {
            assertThat(folder.verify(forge(folder).token()).identity().key().projectId())
                    .isEqualTo("payments/deploy");
            folder.refused(
                    forge(folder)
                            .claim("sub", root(folder) + "job/payments2/job/deploy/")
                            .token(),
                    ReasonCode.TOKEN_CLAIM_MISSING);
            folder.refused(
                    forge(folder)
                            .claim("sub", "any")
                            .claim("job_full_name", "other/deploy")
                            .token(),
                    ReasonCode.TOKEN_MALFORMED);
        }
    }

    /** An issuer that only publishes a controller's keys does not say where the controller is. */
    @Test
    void anIssuerElsewhereNeedsAClaimThatNamesTheJob() throws Exception {
        try (Desk other = Desk.of(IssuerKind.JENKINS, "/keys-of-jenkins")) {
            Forge forge = other.forge()
                    .claim("jti", null)
                    .claim("sub", "https://jenkins.example.com/job/deploy/")
                    .claim("build_number", 42);
            other.refused(forge.token(), ReasonCode.TOKEN_CLAIM_MISSING);

            assertThat(other.verify(forge.claim("job_full_name", "deploy").token())
                            .identity()
                            .key()
                            .projectId())
                    .isEqualTo("deploy");
        }
    }

    static Stream<Arguments> claims() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        return Stream.of(
                bad("build_number missing", missing, forge -> forge.claim("build_number", null)),
                bad("build_number zero", malformed, forge -> forge.claim("build_number", 0)),
                bad("build_number a word", malformed, forge -> forge.claim("build_number", "lastBuild")),
                bad("sub missing", missing, forge -> forge.claim("sub", null)),
                bad("job_full_name a way out", malformed, forge -> forge.claim("job_full_name", "payments/../deploy")),
                bad("definition a way out", malformed, forge -> forge.claim("definition", "../Jenkinsfile")),
                bad("definition from elsewhere", malformed, forge -> forge.claim("definition", "Jenkinsfile@evil")),
                bad("definition absolute", malformed, forge -> forge.claim("definition", "/Jenkinsfile")),
                bad("commit a branch", malformed, forge -> forge.claim("commit", "main")),
                bad(
                        "environment confusable",
                        ReasonCode.ENVIRONMENT_NAME_CONFUSABLE,
                        forge -> forge.claim("environment", "pr\u043eduction")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void threat28_claimsThatAreMissingOrOfAnotherForm(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        desk.refused(change.apply(forge()).token(), reason);
    }
}
