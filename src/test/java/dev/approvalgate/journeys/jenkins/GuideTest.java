package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Project;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first approval, with the policy and the Pipeline as the guide prints them. */
@NeedsJenkins
class GuideTest {

    private static final String JOB = "payments/job/deploy";

    private final int port = FreePort.find();

    @Test
    void thePolicyAndThePipelineOfTheGuideLeadToAFirstApproval(@TempDir Path home) throws IOException {
        Path policy = home.resolve("approval-gate/policy.yaml");
        Files.createDirectories(policy.getParent());
        Files.writeString(
                policy,
                block("yaml", "version: 1")
                        .replace("https://ci.example.com/", "http://127.0.0.1:" + port + "/")
                        .replace("ci.example.com", "127.0.0.1:" + port));
        Files.writeString(home.resolve("jenkins.yaml"), JenkinsFiles.alone(port));
        try (RunningJenkins jenkins = RunningJenkins.start(home, port)) {
            JenkinsClient ada = jenkins.client("ada");
            ada.createFolder("payments");
            // The guide's reader has a script of that name.
            ada.createPipeline(
                    JOB, block("groovy", "agent none").replace("./deploy.sh", "echo \"deployed with $DEPLOY_TOKEN\""));
            ada.build(JOB);
            String request = ada.awaitRequest(JOB, 1);
            ada.awaitConsole(JOB, 1, "1 more approval, from Grace Example");
            JenkinsClient grace = jenkins.client("grace");
            assertThat(grace.get("").body()).contains("/approvals").contains("1 request waits");

            new ApprovalPage(ada, request).approve();
            assertThat(ada.result(JOB, 1)).isEmpty();
            new ApprovalPage(grace, request).approve();

            assertThat(ada.awaitResult(JOB, 1)).as(ada.console(JOB, 1)).isEqualTo("SUCCESS");
            assertThat(ada.console(JOB, 1)).contains("approved by Grace Example", "deployed with ****");
        }
    }

    /** {@return the guide's block of a language that holds a text, without the list's indent} */
    private static String block(String language, String holding) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(Project.root().resolve("docs/jenkins.md")))
                .results()
                .map(found -> found.group(1).stripIndent())
                .filter(text -> text.contains(holding))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block with " + holding));
    }
}
