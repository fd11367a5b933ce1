package io.jenkins.plugins.approvalgate.harness;

import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.RequestId;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.HudsonPrivateSecurityRealm;
import io.jenkins.plugins.approvalgate.ApprovalGateConfiguration;
import io.jenkins.plugins.approvalgate.GateService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A controller whose gate knows two people and one job: Ada starts its builds, Grace may approve them. */
final class Scene {

    /** The job that the policy knows. */
    static final String JOB = "deploy";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JenkinsRule jenkins;

    private Scene(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    /** Sets the people, the policy and the gate up; what is set up stays over a restart. */
    static Scene setUp(JenkinsRule jenkins) throws Exception {
        var users = new HudsonPrivateSecurityRealm(false, false, null);
        users.createAccount("ada", "ada");
        users.createAccount("grace", "grace");
        jenkins.jenkins.setSecurityRealm(users);
        var access = new FullControlOnceLoggedInAuthorizationStrategy();
        access.setAllowAnonymousRead(false);
        jenkins.jenkins.setAuthorizationStrategy(access);
        Path policy = jenkins.jenkins.getRootDir().toPath().resolve("approval-gate/policy.yaml");
        Files.createDirectories(policy.getParent());
        Files.writeString(policy, policy(jenkins));
        ApprovalGateConfiguration.get().setPolicyFile("approval-gate/policy.yaml");
        ApprovalGateConfiguration.get().save();
        return new Scene(jenkins);
    }

    /** {@return the scene that an earlier session set up} */
    static Scene again(JenkinsRule jenkins) {
        return new Scene(jenkins);
    }

    private static String policy(JenkinsRule jenkins) throws IOException {
        URL url = jenkins.getURL();
        try (InputStream in = Objects.requireNonNull(Scene.class.getResourceAsStream("policy.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${url}", url.toString())
                    .replace("${realm}", url.getAuthority() + url.getPath().replaceFirst("/$", ""));
        }
    }

    /** Has Ada start a build of a script that lies in Jenkins. {@return the build} */
    WorkflowRun build(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, JOB);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return Objects.requireNonNull(job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("ada"))))
                .waitForStart();
    }

    /** {@return the first build, in a later session} */
    WorkflowRun firstBuild() {
        WorkflowJob job = jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class);
        return Objects.requireNonNull(Objects.requireNonNull(job).getBuildByNumber(1));
    }

    /** Waits until one request waits for people. {@return its page} */
    RequestInBrowser awaitRequest() {
        RequestId request = await("a request")
                .atMost(PATIENCE)
                .until(() -> GateService.get().embedded().waiting(), waiting -> waiting.size() == 1)
                .get(0);
        return new RequestInBrowser(jenkins, request.value());
    }

    /** Waits until no request waits for people. */
    void awaitNothingWaits() {
        await("nothing")
                .atMost(PATIENCE)
                .until(() -> GateService.get().embedded().waiting().isEmpty());
    }

    /** Waits until a build ended. {@return what it wrote} */
    String awaitEnd(WorkflowRun build, Result result) throws Exception {
        await("an end").atMost(PATIENCE).until(() -> !build.isBuilding());
        jenkins.assertBuildStatus(result, build);
        return JenkinsRule.getLog(build);
    }

    /** {@return a file of the job's workspace} */
    String inWorkspace(String name) throws Exception {
        WorkflowJob job = jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class);
        return Objects.requireNonNull(jenkins.jenkins.getWorkspaceFor(Objects.requireNonNull(job)))
                .child(name)
                .readToString();
    }
}
