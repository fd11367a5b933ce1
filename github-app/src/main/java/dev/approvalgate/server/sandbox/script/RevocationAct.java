package dev.approvalgate.server.sandbox.script;

import static dev.approvalgate.server.sandbox.script.Stage.expect;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.ShownCheck;
import dev.approvalgate.server.sandbox.play.Http.Reply;
import dev.approvalgate.server.sandbox.play.Reading;
import dev.approvalgate.server.sandbox.play.Runner;
import dev.approvalgate.server.sandbox.slack.OpenView;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.world.Payments;
import dev.approvalgate.server.sandbox.world.Role;

/** The part of the story in which somebody sees too late that a change is wrong, and takes the approval back. */
final class RevocationAct {
    private static final String REASON = "This rounds every amount down. Stop it.";

    private final Stage stage;
    private final Deploying deploying;
    private final Runner runner;

    RevocationAct(Stage stage) {
        this.stage = stage;
        this.deploying = new Deploying(stage);
        this.runner = new Runner(stage.sandbox().gateUrl());
    }

    void play() {
        stage.part("An approval is taken back");
        Commit commit = stage.payments().feature();
        Job job = stage.payments().deploy(commit, Payments.PRODUCTION);
        SlackMessage message = deploying.asked(commit, job);
        stage.step("an approver approves, and the job has its token", () -> {
            stage.press(Role.APPROVER_1.slack(), message, "Approve");
            stage.shows(message, "Approved");
            stage.waitFor(job, JobState.IN_PROGRESS);
            Reply reply = runner.exchange(runner.identityToken(job));
            expect(reply.status() == 200, "the token endpoint answered " + reply.status());
            return "approved by approver-1; a token for "
                    + reply.json().path("expires_in").asLong() + " seconds";
        });
        stage.step("the author, who may not approve it, revokes it", () -> {
            OpenView dialog = stage.say(Role.AUTHOR.slack(), message, "Revoke", REASON);
            expect(Reading.text(dialog.blocks()).contains("die at once"), "the dialog does not say what it does");
            SlackMessage shown = stage.shows(message, REASON);
            expect(Reading.button(shown.blocks(), "Revoke").isEmpty(), "the button is left");
            return "the dialog said what it does; Slack shows \"" + Deploying.headline(shown) + "\"";
        });
        stage.step("no other token is minted", () -> {
            Reply refused = runner.exchange(runner.identityToken(job));
            expect(refused.status() >= 400, "the token endpoint answered " + refused.status());
            return "refused with " + refused.status() + ": " + refused.text("error_description");
        });
        stage.step("GitHub's check run fails", () -> {
            ShownCheck check = stage.check(commit, shown -> shown.title().contains("revoked"));
            job.fail();
            job.run().complete("failure");
            return "check run \"" + check.name() + "\": " + check.title();
        });
    }
}
