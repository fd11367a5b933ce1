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

class GenericIdentityTest {

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.generic(new ClaimNames("repo", "file", "build", "try", "target", "commit", "step"));
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge() {
        return desk.forge()
                .claim("nbf", null)
                .claim("sub", "build 9 of payments")
                .claim("repo", 4242)
                .claim("file", "deploy.yml")
                .claim("build", "9")
                .claim("try", 2)
                .claim("target", "production")
                .claim("commit", Forge.COMMIT)
                .claim("step", "deploy-1")
                .claim("repository", "not asked for");
    }

    @Test
    void theSettingsSayWhichClaimIsWhich() {
        Assertion assertion = desk.verify(forge().token());

        assertThat(assertion.identity().key()).isEqualTo(new WorkloadKey(desk.issuer(), "4242", "deploy.yml"));
        assertThat(assertion.identity().run()).isEqualTo(new Run("9", 2));
        assertThat(assertion.identity().subject()).isEqualTo("build 9 of payments");
        assertThat(assertion.environment()).isEqualTo("production");
        assertThat(assertion.commit()).isEqualTo(Forge.COMMIT);
        assertThat(assertion.job()).isEqualTo("deploy-1");
        assertThat(assertion.definitionCommit()).isNull();
        assertThat(assertion.identity().claims())
                .containsEntry("repo", "4242")
                .containsEntry("repository", "4242")
                .containsEntry("sha", Forge.COMMIT)
                .doesNotContainValue("not asked for");
    }

    @Test
    void whatTheSettingsDoNotNameIsNotThere() throws Exception {
        try (Desk bare = Desk.generic(new ClaimNames("repo", "file", "build", null, null, null, null))) {
            Assertion assertion = bare.verify(bare.forge()
                    .claim("repo", "payments")
                    .claim("file", "deploy.yml")
                    .claim("build", 9)
                    .claim("environment", "production")
                    .claim("job", "1")
                    .token());

            assertThat(assertion.identity().run()).isEqualTo(new Run("9", 1));
            assertThat(assertion.environment()).isNull();
            assertThat(assertion.commit()).isNull();
            assertThat(assertion.job()).isNull();
        }
    }

    @Test
    void optionalClaimsMayBeMissingInAToken() {
        Assertion assertion = desk.verify(forge().claim("target", null)
                .claim("commit", "")
                .claim("step", "")
                .token());

        assertThat(assertion.environment()).isNull();
        assertThat(assertion.commit()).isNull();
        assertThat(assertion.job()).isNull();
    }

    static Stream<Arguments> claims() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        return Stream.of(
                bad("project missing", missing, forge -> forge.claim("repo", null)),
                bad("project a list", malformed, forge -> forge.claim("repo", List.of("4242"))),
                bad("project a fraction", malformed, forge -> forge.claim("repo", 42.5)),
                bad("project a truth", malformed, forge -> forge.claim("repo", true)),
                bad("project blank", malformed, forge -> forge.claim("repo", " ")),
                bad("project endless", malformed, forge -> forge.claim("repo", "a".repeat(256))),
                bad("pipeline missing", missing, forge -> forge.claim("file", "")),
                bad("pipeline with a line break", malformed, forge -> forge.claim("file", "a\nb")),
                bad("run missing", missing, forge -> forge.claim("build", null)),
                bad("attempt missing", missing, forge -> forge.claim("try", null)),
                bad("attempt zero", malformed, forge -> forge.claim("try", 0)),
                bad("attempt beyond counting", malformed, forge -> forge.claim("try", 10_000)),
                bad("commit short", malformed, forge -> forge.claim("commit", "0123456")),
                bad("job an object", malformed, forge -> forge.claim("step", Map.of())),
                bad(
                        "environment confusable",
                        ReasonCode.ENVIRONMENT_NAME_CONFUSABLE,
                        forge -> forge.claim("target", "pr\u043eduction")),
                bad("sub missing", missing, forge -> forge.claim("sub", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void threat28_claimsThatAreMissingOrOfAnotherForm(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        desk.refused(change.apply(forge()).token(), reason);
    }
}
