package io.jenkins.plugins.approvalgate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that ends and starts while a build waits. */
class RestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aBuildWaitsOnAndGoesOnAfterAVote() throws Throwable {
        List<String> requests = new ArrayList<>();
        sessions.then(jenkins -> {
            Scene scene = Scene.setUp(jenkins);
            scene.build("""
                    approvalGate(environment: 'production') {
                      echo "within: ${env.DEPLOY_TOKEN}"
                    }
                    """);
            requests.add(scene.awaitRequest().id());
        });
        sessions.then(jenkins -> {
            Scene scene = Scene.again(jenkins);
            WorkflowRun build = scene.firstBuild();
            assertThat(build.isBuilding()).isTrue();
            RequestInBrowser request = scene.awaitRequest();
            assertThat(requests).containsExactly(request.id());
            request.approve("grace");
            assertThat(scene.awaitEnd(build, Result.SUCCESS)).contains("approved by Grace", "within: ****");
        });
    }
}
