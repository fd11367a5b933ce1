package dev.approvalgate.server.sandbox.script;

import static dev.approvalgate.server.sandbox.script.Stage.expect;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.play.Reading;
import dev.approvalgate.server.sandbox.slack.OpenView;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.world.Payments;
import dev.approvalgate.server.sandbox.world.Role;

/** The part of the story in which nobody can wait: one person goes ahead alone, and another one looks at it afterwards. */
final class EmergencyAct {
    private static final String REASON = "Payments in the EU are down; the second approver is asleep.";

    private final Stage stage;
    private final Deploying deploying;

    EmergencyAct(Stage stage) {
        this.stage = stage;
        this.deploying = new Deploying(stage);
    }

    void play() {
        stage.part("An emergency");
        Commit commit = stage.payments().feature();
        Job job = stage.payments().deploy(commit, Payments.PRODUCTION_EU);
        SlackMessage message = deploying.asked(commit, job);
        stage.step("whoever is on call breaks the glass, and says why", () -> {
            OpenView dialog = stage.say(Role.ON_CALL.slack(), message, "Break glass", REASON);
            expect(
                    Reading.text(dialog.blocks()).contains("on your word alone"),
                    "the dialog does not say what it does");
            stage.shows(message, REASON);
            return "the dialog said what it does; the message shows who and why";
        });
        deploying.settled(message, "alone, by break-glass");
        deploying.told(job, JobState.IN_PROGRESS);
        deploying.redeemed(commit, job);
        stage.step("whoever broke the glass does not review it", () -> {
            String user = Role.ON_CALL.slack();
            int before = stage.slack().ephemerals(user).size();
            stage.say(user, message, "Reviewed", "All is well.");
            SlackMessage told = stage.await(
                    "private answer",
                    () -> stage.slack().ephemerals(user).stream().skip(before).findFirst());
            return "only on-call reads: " + told.text();
        });
        stage.step("an approver reviews it", () -> {
            stage.say(Role.APPROVER_1.slack(), message, "Reviewed", "Right to do so.");
            SlackMessage shown = stage.shows(message, "Right to do so.");
            expect(Reading.button(shown.blocks(), "Reviewed").isEmpty(), "the button is left");
            return "the message says who reviewed it, and has no buttons any more";
        });
    }
}
