package dev.approvalgate.server.sandbox.script;

import static dev.approvalgate.server.sandbox.script.Stage.expect;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.ShownCheck;
import dev.approvalgate.server.sandbox.play.Reading;
import dev.approvalgate.server.sandbox.slack.OpenView;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Payments;
import dev.approvalgate.server.sandbox.world.Role;

/** The parts of the story, in order. */
final class Acts {
    private final Stage stage;
    private final Deploying deploying;

    Acts(Stage stage) {
        this.stage = stage;
        this.deploying = new Deploying(stage);
    }

    /**
     * What was deployed.
     *
     * @param commit the commit
     * @param job the job that deployed it
     */
    record Deployed(Commit commit, Job job) {}

    /** Nothing runs yet: the first release, which one approver lets through. */
    Commit firstDeployment() {
        stage.part("A first deployment to production");
        Commit commit = stage.payments().firstRelease();
        Job job = stage.payments().deploy(commit, Payments.PRODUCTION);
        SlackMessage message = deploying.asked(commit, job);
        stage.step("GitHub shows the request too", () -> {
            ShownCheck check = stage.check(commit, shown -> !shown.buttons().isEmpty());
            String comment =
                    stage.await("status report", () -> job.comments().stream().findFirst());
            return "check run \"" + check.name() + "\": " + check.title() + "; the waiting deployment says \""
                    + comment.lines().findFirst().orElse("") + "\"";
        });
        stage.step("the author's own approval does not count", () -> {
            String words = stage.privateAnswer(Role.AUTHOR.slack(), message, "Approve");
            expect(job.state() == JobState.WAITING, "the job is " + job.state());
            return "only the author reads: " + words;
        });
        stage.step("a guest's approval does not count", () -> {
            String words = stage.privateAnswer(SlackWorkspace.GUEST, message, "Approve");
            expect(job.state() == JobState.WAITING, "the job is " + job.state());
            return "only the guest reads: " + words;
        });
        stage.step("an approver approves", () -> {
            stage.press(Role.APPROVER_1.slack(), message, "Approve");
            return "approver-1 pressed Approve in Slack";
        });
        deploying.settled(message, "Approved");
        deploying.told(job, JobState.IN_PROGRESS);
        deploying.redeemed(commit, job);
        return commit;
    }

    /** The gate now knows what runs: a reviewed change, approved on GitHub's check run. */
    Deployed secondDeployment(Commit running) {
        stage.part("The next change, approved at GitHub");
        Commit commit = stage.payments().feature();
        Job job = stage.payments().deploy(commit, Payments.PRODUCTION);
        SlackMessage message = deploying.asked(commit, job);
        stage.step("the message says what runs now and what would", () -> {
            String text = Reading.text(message.blocks());
            for (String part : new String[] {
                running.sha().substring(0, 7), commit.sha().substring(0, 7), "Store amounts in minor units"
            }) {
                expect(text.contains(part), "the message does not show " + part);
            }
            return running.sha().substring(0, 7) + " → " + commit.sha().substring(0, 7) + " with its commits";
        });
        stage.step("an approver approves on the check run", () -> {
            ShownCheck check = stage.check(commit, shown -> shown.buttons().containsKey("Approve"));
            stage.github()
                    .clickCheckAction(check.id(), check.button("Approve").orElseThrow(), Role.APPROVER_1.github());
            return "approver-1 pressed Approve at GitHub";
        });
        deploying.settled(message, "Approved");
        deploying.told(job, JobState.IN_PROGRESS);
        deploying.redeemed(commit, job);
        return new Deployed(commit, job);
    }

    /** Where two persons must agree, one of them twice is not enough. */
    void twoApprovers() {
        stage.part("Two approvers are needed");
        Commit commit = stage.payments().feature();
        Job job = stage.payments().deploy(commit, Payments.PRODUCTION_EU);
        SlackMessage message = deploying.asked(commit, job);
        stage.step("one approval is not enough", () -> {
            stage.press(Role.APPROVER_1.slack(), message, "Approve");
            stage.shows(message, "1 of 2");
            expect(job.state() == JobState.WAITING, "the job is " + job.state());
            return "the message says 1 of 2, the job waits";
        });
        stage.step("one person counts once", () -> {
            String words = stage.privateAnswer(Role.APPROVER_1.slack(), message, "Approve");
            expect(job.state() == JobState.WAITING, "the job is " + job.state());
            return "only approver-1 reads: " + words;
        });
        stage.step("the second approver approves", () -> {
            stage.press(Role.APPROVER_2.slack(), message, "Approve");
            return "approver-2 pressed Approve in Slack";
        });
        deploying.settled(message, "Approved");
        deploying.told(job, JobState.IN_PROGRESS);
        deploying.redeemed(commit, job);
    }

    /** An approval is for one attempt: a re-run asks again, and is rejected with a reason. */
    void rerunRejected(Deployed earlier) {
        stage.part("A re-run asks again");
        earlier.job().run().rerun(Role.AUTHOR.github());
        Job job = earlier.job().run().jobs().get(0);
        SlackMessage message = deploying.asked(earlier.commit(), job);
        stage.step("a rejection needs a reason, and shows it", () -> {
            OpenView dialog = stage.say(Role.APPROVER_2.slack(), message, "Reject", "Wait for the freeze to end.");
            stage.shows(message, "Wait for the freeze to end.");
            return "approver-2 gave it in the dialog \"" + dialog.title() + "\"; the message shows it";
        });
        deploying.settled(message, "Rejected");
        deploying.told(job, JobState.FAILED);
    }

    /** Text that tries to mislead is shown as text. */
    void hostileThenCancelled() {
        stage.part("Hostile text, and a run that is cancelled");
        Commit commit = stage.payments().hostile();
        Job job = stage.payments().deploy(commit, Payments.PRODUCTION);
        SlackMessage message = deploying.asked(commit, job);
        stage.step("hostile text is inert", () -> {
            String text = Reading.text(message.blocks());
            expect(text.contains("<!channel>"), "the commit's text is not shown literally");
            expect(!Reading.formatted(message.blocks()).contains("!channel"), "Slack would format the commit's text");
            expect(text.indexOf('\u202E') < 0, "a character that reverses text is left in it");
            return "mentions, links, formatting and reversed text are shown as what they are";
        });
        stage.step("the run is cancelled", () -> {
            job.run().cancel();
            return "somebody pressed Cancel at GitHub";
        });
        deploying.settled(message, "Cancelled");
        stage.step("GitHub is told nothing about a cancelled run", () -> {
            long times = stage.decisions(job);
            expect(times == 0, "GitHub was told " + times + " times");
            return "no decision was sent";
        });
    }
}
