package io.jenkins.plugins.approvalgate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jsonwebtoken.Claims;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps in a Pipeline under the gate inside the controller. */
@WithJenkins
class PipelineTest {

    private static final String BLOCK = "approvalGate(environment: 'production') { echo 'let in' }";

    @Test
    void anApprovedBuildHasATokenInItsBlockOnly(JenkinsRule jenkins) throws Exception {
        Scene scene = Scene.setUp(jenkins);
        WorkflowRun build = scene.build("""
                approvalGate(environment: 'production', service: 'payments') {
                  node { writeFile file: 'token', text: env.DEPLOY_TOKEN }
                  echo "within: ${env.DEPLOY_TOKEN}"
                }
                echo "afterwards: ${env.DEPLOY_TOKEN}"
                """);
        scene.awaitRequest().approve("grace");
        assertThat(scene.awaitEnd(build, Result.SUCCESS))
                .contains("approved by Grace", "within: ****", "afterwards: null")
                .doesNotContain(scene.inWorkspace("token"));
        Claims token = PublishedKeys.of(jenkins).verify(scene.inWorkspace("token"));
        assertThat(token.getIssuer()).isEqualTo(jenkins.getURL() + "approval-gate");
        assertThat(token.getAudience()).containsExactly("https://deploy.example.com");
    }

    @Test
    void whoStartedTheBuildCannotApproveIt(JenkinsRule jenkins) throws Exception {
        Scene scene = Scene.setUp(jenkins);
        WorkflowRun build = scene.build(BLOCK);
        WebResponse refused = scene.awaitRequest().press("ada", "Approve", "");
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("voter_is_contributor");
        assertThat(build.isBuilding()).isTrue();
        scene.awaitRequest().reject("grace", "not today");
        assertThat(scene.awaitEnd(build, Result.FAILURE))
                .contains("Rejected by Grace (rejected_by_person)")
                .doesNotContain("let in");
    }

    @Test
    void awaitApprovalReturnsWhatWasDecidedAndNoToken(JenkinsRule jenkins) throws Exception {
        Scene scene = Scene.setUp(jenkins);
        WorkflowRun build = scene.build("""
                def decision = awaitApproval(environment: 'production')
                echo "${decision.decision} by ${decision.by}, token ${env.DEPLOY_TOKEN}"
                """);
        scene.awaitRequest().approve("grace");
        assertThat(scene.awaitEnd(build, Result.SUCCESS)).contains("approved by [Grace], token null");
    }

    @Test
    void aStoppedBuildWithdrawsItsRequest(JenkinsRule jenkins) throws Exception {
        Scene scene = Scene.setUp(jenkins);
        WorkflowRun build = scene.build(BLOCK);
        RequestInBrowser request = scene.awaitRequest();
        build.doStop();
        assertThat(scene.awaitEnd(build, Result.ABORTED)).doesNotContain("let in");
        scene.awaitNothingWaits();
        assertThat(request.text("grace")).contains("withdrew it");
    }

    @Test
    void aMisspeltArgumentIsAnError(JenkinsRule jenkins) throws Exception {
        Scene scene = Scene.setUp(jenkins);
        WorkflowRun build =
                scene.build("approvalGate(environment: 'production', artefacts: ['sha256:1']) { echo 'let in' }");
        assertThat(scene.awaitEnd(build, Result.FAILURE)).contains("artefacts").doesNotContain("let in");
    }
}
