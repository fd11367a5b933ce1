package io.jenkins.plugins.approvalgate.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckoutNotesTest {

    private static final String COMMIT = "0".repeat(40);

    @Test
    void theCommitIsTheOneThatTheSourceTells() {
        assertThat(CheckoutNotes.commitOf(recorded -> recorded.put("GIT_COMMIT", COMMIT)))
                .isEqualTo(COMMIT);
        assertThat(CheckoutNotes.commitOf(recorded -> {})).isNull();
    }

    @Test
    void threat08_aSourceThatFailsLeavesItsCheckoutUnknownAndNotUnseen() {
        assertThat(CheckoutNotes.commitOf(recorded -> {
                    recorded.put("GIT_COMMIT", COMMIT);
                    throw new IllegalStateException("no such revision");
                }))
                .isNull();
    }

    @Test
    void threat08_onlyWhatLoadsALibraryChecksOutForOne() {
        String step = "org.jenkinsci.plugins.workflow.steps.scm.SCMStep";
        assertThat(CheckoutNotes.isForLibrary(
                        List.of(step, "org.jenkinsci.plugins.workflow.libs.SCMBasedRetriever", "java.lang.Thread")))
                .isTrue();
        assertThat(CheckoutNotes.isForLibrary(List.of(step, step + "$StepExecutionImpl", "java.lang.Thread")))
                .isFalse();
        assertThat(CheckoutNotes.isForLibrary(List.of(step, "org.example.workflow.libs.SCMRetriever")))
                .isFalse();
    }
}
