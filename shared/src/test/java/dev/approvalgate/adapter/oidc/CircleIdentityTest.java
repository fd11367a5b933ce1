package dev.approvalgate.adapter.oidc;

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

class CircleIdentityTest {

    private static final String PREFIX = "oidc.circleci.com/";
    private static final String ORGANIZATION = "c9035eb6-6eb2-4c85-8a81-d9ed6a1d1d1e";
    private static final String PROJECT = "3a2f5b1c-7d4e-4f6a-9b8c-0d1e2f3a4b5c";
    private static final String DEFINITION = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    private static final String WORKFLOW = "2b3c4d5e-6f7a-4b8c-9d0e-1f2a3b4c5d6e";
    private static final String JOB = "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9";
    private static final String CONTEXT = "7b6a5c4d-3e2f-4a1b-8c9d-0e1f2a3b4c5d";

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.of(IssuerKind.CIRCLECI, "/org/" + ORGANIZATION);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge() {
        return forge(desk);
    }

    private static Forge forge(Desk desk) {
        return desk.forge()
                .claim("jti", null)
                .claim("nbf", null)
                .claim(
                        "sub",
                        "org/" + ORGANIZATION + "/project/" + PROJECT + "/user/5e6f7a8b-9c0d-4e1f-a2b3-c4d5e6f7a8b9")
                .claim(PREFIX + "org-id", ORGANIZATION)
                .claim(PREFIX + "project-id", PROJECT)
                .claim(PREFIX + "pipeline-definition-id", DEFINITION)
                .claim(PREFIX + "pipeline-id", "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f")
                .claim(PREFIX + "workflow-id", WORKFLOW)
                .claim(PREFIX + "job-id", JOB)
                .claim(PREFIX + "context-ids", List.of(CONTEXT))
                .claim(PREFIX + "ssh-rerun", false)
                .claim(PREFIX + "vcs-origin", "github.com/acme/payments")
                .claim(PREFIX + "vcs-ref", "refs/heads/main");
    }

    @Test
    void aGoodTokenTellsWhoRunsWhatAndHonestlyNeitherWhereNorAtWhichCommit() {
        Assertion assertion = desk.verify(forge().token());

        assertThat(assertion.identity().key())
                .isEqualTo(new WorkloadKey(desk.issuer(), PROJECT, DEFINITION + "/github.com/acme/payments"));
        assertThat(assertion.identity().run()).isEqualTo(new Run(WORKFLOW, 1));
        assertThat(assertion.job()).isEqualTo(JOB);
        assertThat(assertion.commit()).isNull();
        assertThat(assertion.environment()).isNull();
        assertThat(assertion.identity().claims())
                .containsAllEntriesOf(Map.of(
                        "repository",
                        "github.com/acme/payments",
                        "ref",
                        "refs/heads/main",
                        PREFIX + "context-ids",
                        CONTEXT,
                        PREFIX + "workflow-id",
                        WORKFLOW));
    }

    @Test
    void aJobWithoutContextsMayAsk() {
        assertThat(desk.verify(forge().claim(PREFIX + "context-ids", null).token()))
                .isNotNull();
    }

    /** CircleCI can also issue tokens in the name of all organizations; the project's id is unique among them. */
    @Test
    void theIssuerOfAllOrganizationsMayBeUsed() throws Exception {
        try (Desk root = Desk.of(IssuerKind.CIRCLECI)) {
            assertThat(root.verify(forge(root).token()).identity().key().projectId())
                    .isEqualTo(PROJECT);
        }
    }

    @Test
    void threat13_aForksBuildIsAnotherPipeline() {
        Forge fork = forge().claim(PREFIX + "vcs-origin", "github.com/mallory/payments");

        assertThat(desk.verify(fork.token()).identity().key())
                .isNotEqualTo(desk.verify(forge().token()).identity().key());
    }

    @Test
    void threat09_aWorkflowThatIsRunAgainIsAnotherRun() {
        Forge again = forge().claim(PREFIX + "workflow-id", JOB);

        assertThat(desk.verify(again.token()).identity().run())
                .isNotEqualTo(desk.verify(forge().token()).identity().run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/pull/7/head", "refs/heads/pull/7", "refs/heads/pull/7/merge"})
    void threat23_buildsOfForksMayNotAsk(String ref) {
        desk.refused(forge().claim(PREFIX + "vcs-ref", ref).token(), ReasonCode.TRIGGER_NOT_ALLOWED);
    }

    @Test
    void threat23_customWebhooksAndPersonsInTheJobMayNotAsk() {
        desk.refused(
                forge().claim(PREFIX + "vcs-ref", null)
                        .claim(PREFIX + "vcs-origin", null)
                        .token(),
                ReasonCode.TRIGGER_NOT_ALLOWED);
        desk.refused(forge().claim(PREFIX + "ssh-rerun", true).token(), ReasonCode.TRIGGER_NOT_ALLOWED);
    }

    private static Arguments bad(String name, ReasonCode reason, Object value) {
        return Desk.bad(name + " " + value, reason, forge -> forge.claim(PREFIX + name, value));
    }

    private static Arguments missing(String name) {
        return Desk.bad(name + " missing", ReasonCode.TOKEN_CLAIM_MISSING, forge -> forge.claim(PREFIX + name, null));
    }

    static Stream<Arguments> claims() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        return Stream.of(
                missing("org-id"),
                missing("project-id"),
                missing("pipeline-definition-id"),
                missing("pipeline-id"),
                missing("workflow-id"),
                missing("job-id"),
                missing("ssh-rerun"),
                missing("vcs-origin"),
                bad("org-id", malformed, PROJECT),
                bad("project-id", malformed, "payments"),
                bad("pipeline-definition-id", malformed, DEFINITION + "/x"),
                bad("workflow-id", malformed, 7),
                bad("ssh-rerun", malformed, "false"),
                bad("vcs-origin", malformed, "github.com"),
                bad("vcs-origin", malformed, "github.com/acme/p\u0430yments"),
                bad("vcs-ref", malformed, "main"),
                bad("context-ids", malformed, "production"),
                bad("context-ids", malformed, List.of("production")),
                bad("context-ids", malformed, List.of(List.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void threat28_claimsThatAreMissingOrOfAnotherForm(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        desk.refused(change.apply(forge()).token(), reason);
    }
}
