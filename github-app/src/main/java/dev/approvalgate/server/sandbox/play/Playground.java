package dev.approvalgate.server.sandbox.play;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.ShownCheck;
import dev.approvalgate.server.sandbox.page.ConversationPage;
import dev.approvalgate.server.sandbox.page.PageAction;
import dev.approvalgate.server.sandbox.page.StoryEntry.State;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Newcomer;
import dev.approvalgate.server.sandbox.world.Payments;
import dev.approvalgate.server.sandbox.world.Role;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sandbox with a page on which a person decides: its buttons, and jobs that go on by themselves once GitHub lets them. */
public final class Playground {
    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final JobWatch watch;
    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    private Playground(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.watch = new JobWatch(sandbox);
    }

    /**
     * Opens the page, with a first release that approver-1 has let through already, so that the next request can say what runs now, and with that
     * next request.
     */
    public static Playground open(Sandbox sandbox) throws InterruptedException {
        Playground made = new Playground(sandbox);
        ConversationPage.serve(sandbox.slack(), sandbox.story(), made.actions(), sandbox.clock());
        made.release();
        made.deploy(sandbox.payments().feature(), Payments.PRODUCTION);
        return made;
    }

    private List<PageAction> actions() {
        Payments payments = sandbox.payments();
        return List.of(
                new PageAction(
                        "deploy",
                        "Deploy payments to production",
                        "A reviewed change with a migration; one approver is enough",
                        () -> deploy(payments.feature(), Payments.PRODUCTION)),
                new PageAction(
                        "two",
                        "Same with two approvers needed",
                        "To production-eu, where the policy wants two persons, or On-call alone in an emergency",
                        () -> deploy(payments.feature(), Payments.PRODUCTION_EU)),
                new PageAction(
                        "hostile",
                        "Hostile commit text",
                        "Mentions, links, formatting and reversed text in a commit",
                        () -> deploy(payments.hostile(), Payments.PRODUCTION)),
                new PageAction(
                        "github",
                        "Approve at GitHub",
                        "approver-2 presses the button on the newest check run",
                        this::approveAtGitHub),
                new PageAction(
                        "link",
                        "Newcomer types /gate link",
                        "The policy knows them at GitHub only: be Newcomer to read the answer and to link the account in Slack",
                        this::link),
                new PageAction("rerun", "Run the last one again", "A re-run needs an approval of its own", this::rerun),
                new PageAction(
                        "cancel", "Cancel the run", "The newest waiting run is cancelled at GitHub", this::cancel));
    }

    /** The first release, approved without anybody at the page. */
    private void release() throws InterruptedException {
        Job job = deploy(sandbox.payments().firstRelease(), Payments.PRODUCTION);
        long end = System.nanoTime() + FIRST_MESSAGE.toNanos();
        while (job.state() == JobState.WAITING && System.nanoTime() < end) {
            long version = sandbox.slack().changes().version();
            Optional<SlackMessage> message = sandbox.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                    .findFirst();
            Optional<String> button = message.flatMap(shown -> Reading.button(shown.blocks(), "Approve"));
            if (message.isPresent() && button.isPresent()) {
                sandbox.slack().click(Role.APPROVER_1.slack(), message.get().ts(), button.get());
                break;
            }
            sandbox.slack().changes().await(version, Duration.ofSeconds(1));
        }
        watch.finished(job, FIRST_MESSAGE);
    }

    private Job deploy(Commit commit, String environment) {
        sandbox.story()
                .tell(
                        State.WAITING,
                        "A deployment to " + environment + " waits",
                        "acme/payments at " + commit.sha().substring(0, 7)
                                + ": GitHub asks the gate whether the job may start.");
        Job job = sandbox.payments().deploy(commit, environment);
        jobs.add(job);
        watch.follow(job);
        return job;
    }

    private void approveAtGitHub() {
        Job job = newest(JobState.WAITING).orElseThrow(() -> new NoSuchElementException("No deployment waits."));
        ShownCheck check = sandbox.github().checks(job.run().sha()).stream()
                .filter(shown -> shown.buttons().containsKey("Approve"))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new NoSuchElementException("No check run with buttons is there yet; try again."));
        sandbox.story()
                .tell(State.INFO, "Approver 2 presses Approve at GitHub", "On the check run \"" + check.name() + "\".");
        sandbox.github().clickCheckAction(check.id(), check.button("Approve").orElseThrow(), Role.APPROVER_2.github());
    }

    private void link() {
        sandbox.story()
                .tell(
                        State.INFO,
                        "Newcomer types /gate link",
                        "Only they see the answer: switch to Newcomer, open the page, and sign in at GitHub as newcomer.");
        Newcomer.type(sandbox.slack(), "link");
    }

    private void rerun() {
        Job job = jobs.get(jobs.size() - 1);
        if (job.run().conclusion().isEmpty()) {
            throw new NoSuchElementException("The last run has not ended yet; decide it, or cancel it.");
        }
        sandbox.story()
                .tell(State.WAITING, "The run is started again", "An approval is for one attempt: the gate asks anew.");
        job.run().rerun(Role.AUTHOR.github());
        Job again = job.run().jobs().get(0);
        jobs.add(again);
        watch.follow(again);
    }

    private void cancel() {
        Job job = newest(JobState.WAITING).orElseThrow(() -> new NoSuchElementException("No deployment waits."));
        sandbox.story().tell(State.INFO, "The run is cancelled at GitHub", "Its request is withdrawn.");
        job.run().cancel();
    }

    private Optional<Job> newest(JobState state) {
        return jobs.stream().filter(job -> job.state() == state).reduce((older, newer) -> newer);
    }
}
