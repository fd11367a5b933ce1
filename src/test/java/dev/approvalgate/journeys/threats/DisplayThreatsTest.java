package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.CheckRuns;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Run;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on what a reviewer reads. */
class DisplayThreatsTest {

    private static final String HOSTILE =
            "<!channel> *bold* _it_ ~no~ `code` <https://evil.example.com|docs> <@U0APPROVER1> &lt;x&gt; [a](https://evil.example.com) @approver-1 #1";

    private static final Pattern CODE_SPAN = Pattern.compile("(?<!`)(`+)(?!`)(.*?)(?<!`)\\1(?!`)");

    @TempDir
    Path folder;

    private static SlackMessage newest(Scene scene) {
        return Scene.eventually()
                .until(
                        () -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                                .filter(message -> message.thread().isEmpty())
                                .toList(),
                        list -> !list.isEmpty())
                .get(0);
    }

    private static Deployment deploy(Scene scene, Commit commit) {
        return scene.deploy(commit, "production");
    }

    @Test
    void threat17_formattingMentionsAndLinksOfOthersStayText() {
        try (Scene scene = Scene.running(folder, Settings.USUAL.withCheckRuns())) {
            Commit commit =
                    scene.repo().commit(Someone.AUTHOR.github(), HOSTILE, FileEdit.put("src/<!here>*x*.txt", "x"));
            Run run = deploy(scene, commit).run();
            SlackMessage message = newest(scene);

            assertThat(Shown.text(message.blocks())).contains("<!channel> *bold*");
            noneActs(message.blocks());
            assertThat(message.text()).doesNotContain("<!channel>", "<@U0APPROVER1>", "<https://evil");
            scene.click(Someone.APPROVER_1, message, "Full change");
            noneActs(scene.waitForDialog(Someone.APPROVER_1).blocks());
            JsonNode check = new CheckRuns(scene.githubCalls()).waitFor(run.sha());
            String summary = check.path("output").path("summary").asText()
                    + check.path("output").path("text").asText();
            // What stands in a code span has no effect, and only a fence of the same length ends it.
            assertThat(summary).contains("<!channel> *bold*");
            assertThat(CODE_SPAN.matcher(summary).replaceAll(""))
                    .doesNotContain("evil.example.com", "@approver-1", "*bold*", "<!");
        }
    }

    /** Whatever Slack would interpret must not hold other people's text with its signs still working. */
    private static void noneActs(JsonNode blocks) {
        for (String text : markedUp(blocks)) {
            assertThat(text).doesNotContain("<!channel", "<!here", "<https://evil", "*bold*", "`code`", "~no~");
            assertThat(text).doesNotContain("<@U0APPROVER1>");
        }
        for (JsonNode link : elements(blocks, "link")) {
            assertThat(link.path("url").asText()).doesNotContain("evil.example.com");
        }
        for (JsonNode button : elements(blocks, "button")) {
            assertThat(button.path("url").asText("")).doesNotContain("evil.example.com");
        }
        assertThat(elements(blocks, "broadcast")).isEmpty();
    }

    private static List<String> markedUp(JsonNode node) {
        return elements(node, "mrkdwn").stream()
                .map(element -> element.path("text").asText())
                .toList();
    }

    private static List<JsonNode> elements(JsonNode node, String type) {
        var found = new ArrayList<JsonNode>();
        if (node.path("type").asText().equals(type)) {
            found.add(node);
        }
        node.forEach(child -> found.addAll(elements(child, type)));
        return found;
    }

    @Test
    void threat18_signsThatTurnOrHideTextAreMadeVisible() {
        try (Scene scene = Scene.running(folder, Settings.USUAL.withCheckRuns())) {
            Commit commit = scene.repo()
                    .commit(
                            Someone.AUTHOR.github(),
                            "Fix \u202Egnp.exe\u202C \u2066a\u2069 zero\u200Bwidth \u0007bell \u001B[31mred\r\nsecond line",
                            FileEdit.put("src/x.txt", "x"));
            Run run = deploy(scene, commit).run();
            SlackMessage message = newest(scene);

            String everything = message.json().toString()
                    + new CheckRuns(scene.githubCalls()).waitFor(run.sha()).path("output");
            assertThat(everything)
                    .contains("Fix ")
                    .doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069\\u200B-\\u200F\\u0007\\u001B]")
                    .doesNotContain("\\u202e", "\\u001b", "\\u0007", "\\u200b");
        }
    }

    @Test
    void threat18_lengthHidesNothingSilently() {
        try (Scene scene = Scene.running(folder, Settings.USUAL.withCheckRuns())) {
            Deployment first = deploy(scene, scene.change());
            scene.approve(Someone.APPROVER_1, first);
            scene.waitFor(first.job(), JobState.IN_PROGRESS);
            scene.tokenFor(first.job());
            Commit last = IntStream.range(0, 120)
                    .mapToObj(i -> scene.repo()
                            .commit(
                                    Someone.AUTHOR.github(),
                                    "Long " + i + " " + "x".repeat(3000),
                                    FileEdit.put("src/" + "deep/".repeat(30) + i + ".txt", "x")))
                    .reduce((before, after) -> after)
                    .orElseThrow();
            Run run = deploy(scene, last).run();

            SlackMessage message = Scene.eventually()
                    .until(
                            () -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                                    .filter(one -> one.json()
                                            .toString()
                                            .contains(run.sha().substring(0, 7)))
                                    .toList(),
                            list -> !list.isEmpty())
                    .get(0);

            assertThat(Shown.text(message.blocks())).contains("120").containsIgnoringCase("more");
            assertThat(dev.approvalgate.server.sandbox.slack.BlockKitRules.tooLong(message.blocks()))
                    .isFalse();
            scene.click(Someone.APPROVER_1, message, "Full change");
            assertThat(Shown.text(scene.waitForDialog(Someone.APPROVER_1).blocks()))
                    .contains("Long 119");
        }
    }

    @Test
    void threat32_aDeploymentThatSomebodyWroteIntoGitHubIsNoBaseline() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment first = scene.deploy();
            scene.approve(Someone.APPROVER_1, first);
            scene.waitFor(first.job(), JobState.IN_PROGRESS);
            scene.tokenFor(first.job());
            Commit hidden = scene.change();
            Commit last = scene.change();
            // On GitHub it looks as if the hidden commit ran in production already.
            scene.github().webhookUrl(null);
            Run forged = scene.github()
                    .startRun(scene.repo(), ".github/workflows/other.yml", hidden.sha(), Someone.AUTHOR.github());
            forged.job("deploy", "production").bypass(Someone.ON_CALL.github(), "trust me");
            scene.github().webhookUrl(scene.url("/webhooks/github"));

            SlackMessage message = scene.waitForMessage(deploy(scene, last));

            assertThat(Shown.text(message.blocks()))
                    .as("compared with what we let in, not with what GitHub was told")
                    .contains(hidden.message(), last.message())
                    .contains(first.run().sha().substring(0, 7));
        }
    }

    @Test
    void threat38_aComparisonThatIsTooLargeIsIncompleteAndIncompleteIsRefused() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            // The very first deployment has nothing to be compared with, so it must be accepted as incomplete.
            Deployment first = scene.deploy();
            scene.approve(Someone.APPROVER_1, first);
            scene.waitFor(first.job(), JobState.IN_PROGRESS);
            scene.tokenFor(first.job());
            scene.restartWith(policy -> policy.with("accepts", "[]"));

            Deployment small = scene.deploy();
            scene.waitForMessage(small);
            Deployment large = deploy(
                    scene,
                    scene.repo()
                            .commit(
                                    Someone.AUTHOR.github(),
                                    "Many files",
                                    IntStream.range(0, 320)
                                            .mapToObj(i -> FileEdit.put("src/many/" + i + ".txt", "x"))
                                            .toArray(FileEdit[]::new)));

            scene.waitFor(large.job(), JobState.FAILED);
            assertThat(scene.messages(large)).isEmpty();
            assertThat(scene.ledger()).contains("change_incomplete");
        }
    }

    @Test
    void threat38_whereThePolicyAcceptsItTheReviewerIsToldThatItIsIncomplete() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment first = scene.deploy();
            scene.approve(Someone.APPROVER_1, first);
            scene.waitFor(first.job(), JobState.IN_PROGRESS);
            scene.tokenFor(first.job());
            deploy(
                    scene,
                    scene.repo()
                            .commit(
                                    Someone.AUTHOR.github(),
                                    "Many files",
                                    IntStream.range(0, 320)
                                            .mapToObj(i -> FileEdit.put("src/many/" + i + ".txt", "x"))
                                            .toArray(FileEdit[]::new)));

            SlackMessage message = Scene.eventually()
                    .until(
                            () -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                                    .filter(one -> Shown.text(one.blocks()).contains("Many files"))
                                    .toList(),
                            list -> !list.isEmpty())
                    .get(0);

            assertThat(Shown.text(message.blocks())).containsIgnoringCase("incomplete");
        }
    }
}
