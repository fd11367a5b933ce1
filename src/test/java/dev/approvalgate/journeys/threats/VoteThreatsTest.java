package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.CheckRuns;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Run;
import dev.approvalgate.server.sandbox.github.RunSpec;
import dev.approvalgate.server.sandbox.slack.AppAnswer;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks on who may vote, and how often. */
class VoteThreatsTest {

    private static final Account ROBOT = Account.bot(2001, "robot[bot]");

    @TempDir
    Path folder;

    @Test
    void threat02_authorAndTriggerCannotApproveThroughTheirOtherAccount() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL,
                        policy -> policy.with("group", "[author, approver-1, approver-2, on-call]"))
                .start()) {
            Commit commit = scene.change();
            // The author wrote it on GitHub, approver-1 started the run on GitHub; both try in Slack.
            Run run = scene.github()
                    .startRun(
                            scene.repo(),
                            RunSpec.push(Scene.WORKFLOW, commit.sha(), Someone.APPROVER_1.github())
                                    .event("workflow_dispatch"));
            var deployment = new Deployment(commit.message(), run, run.job("deploy", "production"));

            for (Someone barred : List.of(Someone.AUTHOR, Someone.APPROVER_1)) {
                scene.approve(barred, deployment);
                assertThat(scene.waitForPrivateAnswer(barred)).containsIgnoringCase("hand in");
            }

            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
            assertThat(scene.ledger()).contains("voter_is_contributor");
            scene.approve(Someone.APPROVER_2, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        }
    }

    @Test
    void threat03_aBotThatStartsTheRunDoesNotLetItsAuthorApprove() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL,
                        policy -> policy.with("accepts", "[incomplete_change, unmapped_authors]"))
                .start()) {
            scene.github().bot(ROBOT.id(), ROBOT.login());
            Commit commit = scene.repo()
                    .commit(Someone.APPROVER_1.github(), "Change by an approver", FileEdit.put("src/own.txt", "mine"));
            Run run = scene.github().startRun(scene.repo(), RunSpec.push(Scene.WORKFLOW, commit.sha(), ROBOT));
            var deployment = new Deployment(commit.message(), run, run.job("deploy", "production"));

            scene.approve(Someone.APPROVER_1, deployment);

            assertThat(scene.waitForPrivateAnswer(Someone.APPROVER_1)).containsIgnoringCase("hand in");
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    @Test
    void threat04_botsAndAppsDoNotCountOnAnySurface() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL.withCheckRuns(),
                        policy -> policy.with(
                                        "people",
                                        "  - { id: machine, name: Machine, accounts: { slack: T0SANDBOX01/%s, github: %s/%d } }%n"
                                                .formatted(SlackWorkspace.OTHER_BOT, policy.realm(), ROBOT.id()))
                                .with("group", "[author, approver-1, machine]")
                                .with("vote_reason", "optional"))
                .start()) {
            scene.github().bot(ROBOT.id(), ROBOT.login());
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            JsonNode check =
                    new CheckRuns(scene.githubCalls()).waitFor(deployment.run().sha());

            scene.slack()
                    .click(
                            SlackWorkspace.OTHER_BOT,
                            message.ts(),
                            Shown.button(message.blocks(), "Approve").orElseThrow());
            scene.github().clickCheckAction(check.path("id").asLong(), CheckRuns.button(check, "Approve"), ROBOT);

            Scene.eventually().untilAsserted(() -> assertThat(scene.ledger()).contains("voter_is_bot"));
            Scene.eventually()
                    .until(() -> scene.github().deliveries().stream()
                            .anyMatch(delivery -> delivery.event().equals("check_run")));
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            assertThat(scene.ledger().lines().filter(line -> line.contains("vote.recorded")))
                    .as("the only vote that counts")
                    .singleElement()
                    .asString()
                    .contains(Someone.APPROVER_1.slack());
        }
    }

    @Test
    void threat05_aCapturedSlackPayloadSentAgainDoesNothing() {
        try (Scene scene =
                Scene.set(folder, Settings.USUAL, VoteThreatsTest::needingTwo).start()) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(message, "1 of 2 approvals");
            long before = count(scene.ledger(), "voted");

            AppAnswer again = scene.slack().replayLastInteraction();

            assertThat(again.status()).isEqualTo(200);
            scene.clock().advance(Duration.ofMinutes(6));
            assertThat(scene.slack().replayLastInteraction().status()).as("old").isEqualTo(401);
            scene.clock().advance(Duration.ofMinutes(-12));
            assertThat(scene.slack().replayLastInteraction().status())
                    .as("from the future")
                    .isEqualTo(401);
            scene.clock().advance(Duration.ofMinutes(6));
            assertThat(count(scene.ledger(), "voted")).isEqualTo(before);
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    @Test
    void threat05_aChangedPayloadUnderAnOldSignatureIsRefused() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            scene.approve(Someone.AUTHOR, deployment);
            scene.waitForPrivateAnswer(Someone.AUTHOR);
            String now = Long.toString(scene.clock().instant().getEpochSecond());
            String body = "payload="
                    + java.net.URLEncoder.encode(
                            scene.slack().lastPayload().orElseThrow().toString(),
                            java.nio.charset.StandardCharsets.UTF_8);
            String signature = scene.slack().sign(now, body);

            String forged = body.replace(Someone.AUTHOR.slack(), Someone.APPROVER_1.slack());

            assertThat(forged).isNotEqualTo(body);
            assertThat(scene.slack().sendRaw(forged, now, signature).status()).isEqualTo(401);
            assertThat(scene.slack().sendRaw(forged, now, "v0=").status()).isEqualTo(401);
            assertThat(scene.slack().sendRaw(forged, "now", signature).status()).isEqualTo(401);
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    @Test
    void threat06_aDoubleClickCountsOnceAndTwoPeopleAtOnceCountTwice() throws Exception {
        try (Scene scene =
                Scene.set(folder, Settings.USUAL, VoteThreatsTest::needingTwo).start()) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            scene.approve(Someone.APPROVER_1, deployment);
            scene.approve(Someone.APPROVER_1, deployment);
            assertThat(scene.waitForPrivateAnswer(Someone.APPROVER_1)).isNotBlank();
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
            scene.waitFor(message, "1 of 2 approvals");

            Deployment other = scene.deploy();
            SlackMessage second = scene.waitForMessage(other);
            atOnce(
                    () -> scene.click(Someone.APPROVER_1, second, "Approve"),
                    () -> scene.click(Someone.APPROVER_2, second, "Approve"));

            scene.waitFor(other.job(), JobState.IN_PROGRESS);
            String settled = Shown.text(scene.waitFor(second, "Approved by").blocks());
            assertThat(settled).contains("approver-1").contains("approver-2");
        }
    }

    @Test
    void threat06_aVoteAfterTheEndIsToldTheState() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            SlackMessage old = scene.waitForMessage(deployment);
            String button = Shown.button(old.blocks(), "Approve").orElseThrow();
            scene.approve(Someone.APPROVER_1, deployment);
            // Approver 2 still has the old message on the screen.
            var click = scene.slack().lastPayload().orElseThrow();
            scene.waitFor(old, "Approved by approver-1");
            click.withObjectProperty("user").put("id", Someone.APPROVER_2.slack());
            ((com.fasterxml.jackson.databind.node.ObjectNode)
                            click.path("actions").path(0))
                    .put("action_ts", "1999999999.000100");
            assertThat(click.toString()).contains(button);

            scene.slack().deliver(click);

            assertThat(scene.waitForPrivateAnswer(Someone.APPROVER_2)).containsIgnoringCase("approved");
            assertThat(scene.ledger()).contains("vote_too_late");
        }
    }

    @Test
    void threat07_approveAndRejectAtOnceEndInOneState() throws Exception {
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("vote_reason", "optional"))
                .start()) {
            for (int round = 0; round < 5; round++) {
                Deployment deployment = scene.deploy();
                SlackMessage message = scene.waitForMessage(deployment);
                atOnce(
                        () -> scene.click(Someone.APPROVER_1, message, "Approve"),
                        () -> scene.click(Someone.APPROVER_2, message, "Reject"));

                Scene.eventually().until(() -> deployment.job().state(), state -> state != JobState.WAITING);
                boolean approved = deployment.job().state() == JobState.IN_PROGRESS;
                String shown = Shown.text(
                        scene.waitFor(message, approved ? "Approved by approver-1" : "Rejected by approver-2")
                                .blocks());
                assertThat(shown).doesNotContain(approved ? "Rejected by" : "Approved by");
                assertThat(scene.exchange(scene.identityToken(deployment.job())).status() == 200)
                        .isEqualTo(approved);
            }
            assertThat(count(scene.ledger(), "settled")).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IS_RESTRICTED, voter_is_guest",
        "IS_ULTRA_RESTRICTED, voter_is_guest",
        "IS_STRANGER, voter_is_guest",
        "DELETED, voter_deactivated",
        "IS_BOT, voter_is_bot"
    })
    void threat16_guestsStrangersAndDeactivatedAccountsDoNotCount(SlackUser.Flag flag, String reason) {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            SlackWorkspace workspace = scene.slack().workspace();
            workspace.put(
                    workspace.user(Someone.APPROVER_1.slack()).orElseThrow().with(flag));

            scene.click(Someone.APPROVER_1, message, "Approve");

            Scene.eventually().untilAsserted(() -> assertThat(scene.ledger()).contains(reason));
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    @Test
    void threat16_usersOfAnotherTeamDoNotCount() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            scene.slack()
                    .workspace()
                    .put(SlackUser.member(Someone.APPROVER_1.slack(), "approver-1", "Approver 1", "T0ELSEWHERE"));

            scene.click(Someone.APPROVER_1, message, "Approve");

            Scene.eventually()
                    .untilAsserted(
                            () -> assertThat(scene.ledger()).containsAnyOf("voter_foreign_team", "voter_unknown"));
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    @Test
    void threat16_whoWasDeactivatedInSlackDoesNotApproveOnGitHub() {
        try (Scene scene = Scene.set(
                        folder, Settings.USUAL.withCheckRuns(), policy -> policy.with("vote_reason", "optional"))
                .start()) {
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            JsonNode check =
                    new CheckRuns(scene.githubCalls()).waitFor(deployment.run().sha());
            SlackWorkspace workspace = scene.slack().workspace();
            workspace.put(
                    workspace.user(Someone.APPROVER_1.slack()).orElseThrow().with(SlackUser.Flag.DELETED));

            scene.github()
                    .clickCheckAction(
                            check.path("id").asLong(), CheckRuns.button(check, "Approve"), Someone.APPROVER_1.github());

            Scene.eventually().untilAsserted(() -> assertThat(scene.ledger()).contains("voter_deactivated"));
            assertThat(scene.ledger()).doesNotContain("vote.recorded");
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        }
    }

    private static PolicyText needingTwo(PolicyText policy) {
        return policy.with("count", "2");
    }

    private static int count(String text, String word) {
        return text.split("\\b" + word + "\\b", -1).length - 1;
    }

    private static void atOnce(Callable<?> one, Callable<?> other) throws Exception {
        var start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = threads.submit(() -> {
                start.await();
                return one.call();
            });
            Future<?> second = threads.submit(() -> {
                start.await();
                return other.call();
            });
            first.get();
            second.get();
        } finally {
            threads.shutdown();
        }
    }
}
