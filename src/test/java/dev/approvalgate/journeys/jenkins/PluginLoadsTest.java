package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller takes the plugin as it is installed. */
@NeedsJenkins
class PluginLoadsTest {

    private static final String FAILED =
            "println Jenkins.get().pluginManager.failedPlugins.collect { it.name + ': ' + it.cause }";
    private static final String ACTIVE = "println Jenkins.get().pluginManager.getPlugin('approval-gate').isActive()";
    private static final String STEPS =
            "println org.jenkinsci.plugins.workflow.steps.StepDescriptor.all()*.functionName";

    @Test
    void thePluginIsActiveAndItsStepIsThereAlsoAfterARestart(@TempDir Path home) throws IOException {
        try (RunningJenkins jenkins = RunningJenkins.start(home)) {
            assertThat(jenkins.client().script(FAILED).strip()).isEqualTo("[]");
            assertThat(jenkins.client().script(ACTIVE).strip()).isEqualTo("true");
            assertThat(jenkins.client().script(STEPS)).contains("approvalGate");
            jenkins.restart();
            assertThat(jenkins.client().script(STEPS)).contains("approvalGate");
            jenkins.killAndStart();
            assertThat(jenkins.client().script(STEPS)).contains("approvalGate");
        }
    }
}
