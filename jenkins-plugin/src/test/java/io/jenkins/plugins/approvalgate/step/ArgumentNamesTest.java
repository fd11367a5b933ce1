package io.jenkins.plugins.approvalgate.step;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentNamesTest {

    @Test
    void knownOnesPass() {
        assertThatCode(() -> ArgumentNames.check(
                        "approvalGate",
                        Set.of(
                                "environment",
                                "service",
                                "justification",
                                "artifacts",
                                "scopes",
                                "action",
                                "timeoutMinutes")))
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspeltOneIsAnErrorThatNamesTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentNames.check("approvalGate", Set.of("environment", "artefacts")))
                .withMessageContaining("'artefacts'")
                .withMessageContaining("did you mean 'artifacts'?");
    }

    @Test
    void oneThatIsLikeNoOtherListsThemAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentNames.check("approvalGate", Set.of("x".repeat(200))))
                .withMessageContaining("Known are environment, action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "job", "commit", "ref", "definition", "parameters", "triggeredBy", "submitter"})
    void threat22_noArgumentSaysWhoTheBuildIsOrWhatItChanges(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentNames.check("approvalGate", Set.of("environment", name)))
                .withMessageContaining("comes from Jenkins itself");
    }
}
