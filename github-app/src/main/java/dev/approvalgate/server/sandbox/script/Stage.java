package dev.approvalgate.server.sandbox.script;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.ShownCheck;
import dev.approvalgate.server.sandbox.play.Reading;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.slack.AppAnswer;
import dev.approvalgate.server.sandbox.slack.OpenView;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Payments;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the acts see of the sandbox: Slack as people see it, GitHub as its API tells, and bounded waits. */
final class Stage {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Sandbox sandbox;
    private final Report report;
    private final Duration patience;
    private final Set<String> seen = new HashSet<>();

    Stage(Sandbox sandbox, Report report, Duration patience) {
        this.sandbox = sandbox;
        this.report = report;
        this.patience = patience;
    }

    /** A step: does something, and tells what was observed. */
    @FunctionalInterface
    interface Step {
        String observe() throws Exception;
    }

    /** Runs a step, which must hold for the story to go on. */
    void step(String name, Step step) {
        try {
            report.held(name, step.observe());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            report.failed(name, e instanceof StepFailed ? String.valueOf(e.getMessage()) : e.toString());
            throw new StepFailed(name);
        }
    }

    void part(String title) {
        report.part(title);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    SlackStandIn slack() {
        return sandbox.slack();
    }

    GitHubStandIn github() {
        return sandbox.github();
    }

    Payments payments() {
        return sandbox.payments();
    }

    /** Fails the step unless something is so. */
    static void expect(boolean so, String otherwise) {
        if (!so) {
            throw new StepFailed(otherwise);
        }
    }

    /** Waits until something is there. */
    <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            expect(System.nanoTime() < end, "within " + patience.toSeconds() + " s there was no " + what);
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Waits for a message of the channel that no step has seen yet. */
    SlackMessage newMessage(Commit commit) throws InterruptedException {
        String title = commit.message().lines().findFirst().orElseThrow();
        SlackMessage found = await(
                "message in #deployments about \"" + title + "\"",
                () -> channel().stream()
                        .filter(message -> !seen.contains(message.ts()))
                        .filter(message -> Reading.text(message.blocks())
                                .contains(commit.sha().substring(0, 7)))
                        .findFirst());
        seen.add(found.ts());
        return found;
    }

    private List<SlackMessage> channel() {
        return slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                .filter(message -> message.thread().isEmpty())
                .toList();
    }

    /** {@return a message as it stands now} */
    SlackMessage now(SlackMessage message) {
        return slack().thread(message.ts()).get(0);
    }

    /** Waits until a message shows a text. {@return it as it stands then} */
    SlackMessage shows(SlackMessage message, String text) throws InterruptedException {
        return await(
                "\"" + text + "\" in the message",
                () -> Optional.of(now(message))
                        .filter(shown -> Reading.text(shown.blocks()).contains(text)));
    }

    /** Presses the button with a label. */
    void press(String user, SlackMessage message, String label) {
        SlackMessage shown = now(message);
        String button = Reading.button(shown.blocks(), label)
                .orElseThrow(() -> new StepFailed(
                        "the message has no button " + label + ", only " + Reading.buttons(shown.blocks())));
        AppAnswer answer = slack().click(user, message.ts(), button);
        expect(answer.ok(), answer.problem());
    }

    /** Presses a button that opens a dialog, fills its text field and sends it. {@return the dialog} */
    OpenView say(String user, SlackMessage message, String label, String words) throws InterruptedException {
        press(user, message, label);
        OpenView dialog = await("dialog", () -> slack().openView(user));
        String field = Reading.fields(dialog.blocks()).stream()
                .findFirst()
                .orElseThrow(() -> new StepFailed("the dialog has no text field"));
        AppAnswer answer = slack().submitView(user, Map.of(field, words));
        expect(answer.ok() && answer.errors().isEmpty(), answer.problem() + answer.errors());
        return dialog;
    }

    /** Presses a button, and waits for what only that person is told then. */
    String privateAnswer(String user, SlackMessage message, String label) throws InterruptedException {
        int before = slack().ephemerals(user).size();
        press(user, message, label);
        SlackMessage told = await(
                "private answer",
                () -> slack().ephemerals(user).stream().skip(before).findFirst());
        String words = told.text().isEmpty() ? Reading.text(told.blocks()) : told.text();
        return words.lines().findFirst().orElse("");
    }

    /** Waits until a job is in a state. */
    void waitFor(Job job, JobState state) throws InterruptedException {
        await("job in state " + state, () -> Optional.of(job.state()).filter(state::equals));
    }

    /** Waits for the gate's check run on a commit that meets a condition. */
    ShownCheck check(Commit commit, Predicate<ShownCheck> wanted) throws InterruptedException {
        return await(
                "check run on the commit",
                () -> github().checks(commit.sha()).stream().filter(wanted).reduce((older, newer) -> newer));
    }

    /** {@return how often GitHub was told a decision about a run} */
    long decisions(Job job) {
        String path = "/actions/runs/" + job.run().id() + "/deployment_protection_rule";
        return github().server().journal().stream()
                .filter(call -> call.path().endsWith(path) && call.status() == 204)
                .filter(call -> call.body().contains("\"state\""))
                .count();
    }
}
