package io.jenkins.plugins.approvalgate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.approvalgate.ApprovalGateStep;
import io.jenkins.plugins.approvalgate.AwaitApprovalStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps in Jenkins' generator of snippets: what it writes, and its form. */
@WithJenkins
class SnippetsTest {

    @Test
    void aSnippetSaysWhatWasSaidAndNoMore(JenkinsRule jenkins) throws Exception {
        var tester = new SnippetizerTester(jenkins);
        tester.assertRoundTrip(
                new ApprovalGateStep("production"), "approvalGate('production') {\n    // some block\n}");
        tester.assertRoundTrip(new AwaitApprovalStep("production"), "awaitApproval 'production'");
    }

    @Test
    void aSnippetSaysEveryArgument(JenkinsRule jenkins) throws Exception {
        var step = new AwaitApprovalStep("production");
        step.setAction("rollback");
        step.setArtifacts(List.of("sha256:1"));
        step.setJustification("Release 4.2");
        step.setScopes(List.of("deploy:payments"));
        step.setService("payments");
        step.setTimeoutMinutes(30);
        new SnippetizerTester(jenkins).assertRoundTrip(step, """
                awaitApproval action: 'rollback', artifacts: ['sha256:1'], environment: 'production', \
                justification: 'Release 4.2', scopes: ['deploy:payments'], service: 'payments', timeoutMinutes: 30""");
    }

    @Test
    void theFormKeepsWhatItShows(JenkinsRule jenkins) throws Exception {
        var before = new ApprovalGateStep("production");
        before.setAction("rollback");
        before.setJustification("Release \"4.2\" & <more>");
        before.setService("payments");
        before.setTimeoutMinutes(30);
        ApprovalGateStep after = new StepConfigTester(jenkins).configRoundTrip(before);
        assertThat(after).usingRecursiveComparison().isEqualTo(before);
    }
}
