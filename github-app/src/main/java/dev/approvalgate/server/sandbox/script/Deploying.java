package dev.approvalgate.server.sandbox.script;

import static dev.approvalgate.server.sandbox.script.Stage.expect;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.play.Http.Reply;
import dev.approvalgate.server.sandbox.play.Reading;
import dev.approvalgate.server.sandbox.play.Runner;
import dev.approvalgate.server.sandbox.play.Verifier;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.world.Installation;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import java.util.List;
import java.util.Locale;

/** The steps that every approved deployment has in common: it waits, GitHub is told, the job runs and gets its token. */
final class Deploying {
    private final Stage stage;
    private final Runner runner;
    private final Verifier verifier;

    Deploying(Stage stage) {
        this.stage = stage;
        this.runner = new Runner(stage.sandbox().gateUrl());
        this.verifier = new Verifier(stage.sandbox().gateUrl());
    }

    /** The request's message, once it is in the channel with its buttons. */
    SlackMessage asked(Commit commit, Job job) {
        SlackMessage[] message = new SlackMessage[1];
        stage.step("the deployment waits and reviewers are asked", () -> {
            message[0] = stage.newMessage(commit);
            List<String> buttons = Reading.buttons(message[0].blocks());
            for (String needed : List.of("Approve", "Reject", "Full change")) {
                expect(Reading.button(message[0].blocks(), needed).isPresent(), "the message's buttons are " + buttons);
            }
            expect(job.state() == JobState.WAITING, "the job is " + job.state());
            return "Slack shows \"" + headline(message[0]) + "\" with the buttons " + String.join(", ", buttons);
        });
        return message[0];
    }

    /** The message shows how it ended, and has no buttons to vote with. */
    void settled(SlackMessage message, String outcome) {
        stage.step("the message shows the outcome", () -> {
            SlackMessage shown = stage.shows(message, outcome);
            List<String> buttons = Reading.buttons(shown.blocks());
            for (String gone : List.of("Approve", "Reject")) {
                expect(Reading.button(shown.blocks(), gone).isEmpty(), "buttons are left: " + buttons);
            }
            return "Slack shows \"" + headline(shown) + "\", the buttons to vote are gone";
        });
    }

    /** GitHub was told once, and what it made of the job. */
    void told(Job job, JobState state) {
        stage.step("GitHub is told", () -> {
            stage.waitFor(job, state);
            long times = stage.decisions(job);
            // Every attempt of a run in this story is decided, and each once.
            expect(times == job.attempt(), "GitHub was told " + times + " times in " + job.attempt() + " attempts");
            return "one decision, and the job is "
                    + state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        });
    }

    /** The running job gets its token, and everybody who should refuse it does. */
    void redeemed(Commit commit, Job job) {
        String[] token = new String[1];
        stage.step("the job exchanges its identity token", () -> {
            String identity = runner.identityToken(job);
            Reply reply = runner.exchange(identity);
            expect(
                    reply.status() == 200,
                    "the token endpoint answered " + reply.status() + ": " + reply.text("error_description"));
            token[0] = reply.text("access_token");
            Reply again = runner.exchange(identity);
            expect(again.status() != 200, "the same identity token was accepted twice");
            return "a deploy token for " + reply.json().path("expires_in").asLong()
                    + " seconds; the same identity token a second time is refused ("
                    + again.text("error") + ")";
        });
        stage.step("the token verifies with the published keys", () -> {
            Claims claims = verifier.verify(token[0], Installation.DEPLOY_AUDIENCE);
            expect(commit.sha().equals(claims.get("commit")), "it names the commit " + claims.get("commit"));
            return "for " + claims.getSubject() + " to " + claims.get("action") + " "
                    + commit.sha().substring(0, 7) + " in " + claims.get("environment");
        });
        stage.step("the token is refused for another audience", () -> {
            try {
                verifier.verify(token[0], "https://elsewhere.example");
            } catch (JwtException e) {
                return "refused: " + e.getClass().getSimpleName();
            }
            throw new StepFailed("it was accepted");
        });
        stage.step("the deployment is done", () -> {
            job.succeed();
            job.run().complete("success");
            return "the job ended well; the run is complete";
        });
    }

    static String headline(SlackMessage message) {
        return Reading.text(message.blocks()).lines().findFirst().orElse(message.text());
    }
}
