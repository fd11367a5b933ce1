package io.jenkins.plugins.approvalgate.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildIdentitiesTest {

    private static final Sha256 SCRIPT = Sha256.of("node {}");
    private static final String COMMIT = "0".repeat(40);

    private final WorkloadIdentity asked = new BuildIdentities("https://ci.example.com/approval-gate", "ci.example.com")
            .identity(build(SCRIPT, COMMIT, "none so far"));

    private static BuildFacts build(@Nullable Sha256 definition, @Nullable String commit, String libraries) {
        return new BuildFacts(
                new BuildName("deploy", "inline", 7, 1L),
                "https://ci.example.com/job/deploy/",
                "3",
                definition,
                commit,
                "",
                "timer",
                false,
                List.of(),
                false,
                Map.of(),
                Map.of("libraries", libraries));
    }

    @Test
    void aBuildThatIsTheSameAtTheSecondLookAsks() {
        assertThatCode(() -> BuildIdentities.requireUnchanged(asked, build(SCRIPT, COMMIT, "none so far")))
                .doesNotThrowAnyException();
    }

    /** The step asks again after a conflict, and reviewers then read what they approve. */
    @Test
    void threat08_aBuildThatLoadsOrChecksOutWhileItAsksIsNotShownAsItWasBefore() {
        asksAgain(build(Sha256.of("with a library"), COMMIT, "none so far"));
        asksAgain(build(null, COMMIT, "none so far"));
        asksAgain(build(SCRIPT, "1".repeat(40), "none so far"));
        asksAgain(build(SCRIPT, null, "none so far"));
        asksAgain(build(SCRIPT, COMMIT, "tools@v2"));
    }

    private void asksAgain(BuildFacts now) {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> BuildIdentities.requireUnchanged(asked, now))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.CONFLICT);
    }
}
