package dev.approvalgate.journeys.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Repo;
import dev.approvalgate.server.sandbox.github.Run;
import dev.approvalgate.server.sandbox.slack.AppAnswer;
import dev.approvalgate.server.sandbox.slack.OpenView;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;

/**
 * One installation and the people around it. Slack and GitHub are loopback stand-ins on the real wire; the gate is the real server, to be
 * started by {@link #start()} or {@link #startChild()}.
 */
public final class Scene implements AutoCloseable {

    /** The pipeline that the policy knows best. */
    public static final String WORKFLOW = ".github/workflows/deploy.yml";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long REPOSITORY = 4242;

    private final MovingClock clock = new MovingClock();
    private final SlackStandIn slack;
    private final GitHubStandIn github;
    private final Calls slackCalls = new Calls();
    private final Calls githubCalls = new Calls();
    private final Repo repo;
    private final GateFiles files;
    private final PolicyText policy;
    private final AtomicInteger changes = new AtomicInteger();
    private RunningGate gate = () -> {};

    private Scene(Path folder, Settings settings, UnaryOperator<PolicyText> policyChange) {
        slack = SlackStandIn.start(StandInSetup.of(SlackWorkspace.withRoles(SlackApp.fresh("Approval Gate")), clock));
        github = GitHubStandIn.start(clock);
        slack.server().intercept(slackCalls);
        github.server().intercept(githubCalls);
        repo = github.repository("acme/payments", REPOSITORY, settings.privateRepository());
        for (Someone person : List.of(Someone.AUTHOR, Someone.APPROVER_1, Someone.APPROVER_2, Someone.ON_CALL)) {
            github.user(person.github().id(), person.github().login());
        }
        repo.commit(
                Someone.AUTHOR.github(),
                "Start",
                FileEdit.put(WORKFLOW, "name: deploy\n"),
                FileEdit.put(".github/workflows/other.yml", "name: other\n"),
                FileEdit.put("README.md", "Payments\n"));
        files = new GateFiles(folder);
        files.write(slack, github, settings);
        policy = policyChange.apply(PolicyText.usual(
                github.base().getHost(), REPOSITORY, github.oidc().issuer().toString()));
        files.write(policy);
        connect(files.url(), settings);
    }

    private void connect(URI gateUrl, Settings settings) {
        if (!settings.socketMode()) {
            slack.target(gateUrl.resolve("/slack/interactions"), gateUrl.resolve("/slack/commands"));
        }
        github.webhookUrl(settings.pullMode() ? null : gateUrl.resolve("/webhooks/github"));
    }

    /** Sets the scene; the gate is not started yet. */
    public static Scene set(Path folder, Settings settings, UnaryOperator<PolicyText> policyChange) {
        return new Scene(folder, settings, policyChange);
    }

    /** Sets the scene with the usual policy, and starts the gate in this process. */
    public static Scene running(Path folder, Settings settings) {
        return set(folder, settings, UnaryOperator.identity()).start();
    }

    /** Starts the gate in this process, with this scene's clock. */
    public Scene start() {
        gate = InProcessGate.start(files, clock);
        return this;
    }

    /** Starts the gate as a process of its own, with the system's clock. */
    public ChildGate startChild() {
        return startChild(List.of());
    }

    /** The same with more options for the virtual machine. */
    public ChildGate startChild(List<String> options) {
        ChildGate child = ChildGate.start(files, options);
        gate = child;
        return child;
    }

    /** Stops the gate. */
    public void stop() {
        gate.close();
        gate = () -> {};
    }

    /** Changes the policy file, and starts the gate again with it. */
    public void restartWith(UnaryOperator<PolicyText> change) {
        stop();
        files.write(change.apply(policy));
        start();
    }

    // ---- what pipelines do ----

    /** {@return a new commit of the author on the default branch, with a title of its own} */
    public Commit change() {
        return change(Someone.AUTHOR.github());
    }

    /** {@return the same by somebody} */
    public Commit change(Account by) {
        int number = changes.incrementAndGet();
        return repo.commit(
                by,
                "Change no. " + number + " of payments",
                FileEdit.put("src/pay" + number + ".txt", "line\n".repeat(number)));
    }

    /** A push of a new change starts the pipeline, and its job waits for production. */
    public Deployment deploy() {
        return deploy(change(), "production");
    }

    /** The author's push of a commit starts the pipeline, and its job waits for an environment. */
    public Deployment deploy(Commit commit, String environment) {
        Run run = github.startRun(repo, WORKFLOW, commit.sha(), Someone.AUTHOR.github());
        Job job = run.job("deploy", environment);
        return new Deployment(commit.message().lines().findFirst().orElseThrow(), run, job);
    }

    /** {@return the job's own identity token, as its runner would get it} */
    public String identityToken(Job job) {
        return github.mintIdToken(job, GateFiles.OUR_AUDIENCE);
    }

    /** Exchanges an identity token at the token endpoint. */
    public Reply exchange(String identityToken) {
        return exchange(identityToken, Map.of());
    }

    /** The same with more headers. */
    public Reply exchange(String identityToken, Map<String, String> headers) {
        return Http.postForm(
                files.url().resolve("/oauth2/token"),
                headers,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:jwt",
                        "subject_token",
                        identityToken));
    }

    /** Asks for a token of GitHub instead of a deploy token. */
    public Reply exchangeForGitHub(Job job) {
        return Http.postForm(
                files.url().resolve("/oauth2/token"),
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "requested_token_type",
                        "urn:approval-gate:token-type:github-installation",
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:jwt",
                        "subject_token",
                        identityToken(job)));
    }

    /** {@return the deploy token of a job whose deployment was approved} */
    public String tokenFor(Job job) {
        Reply reply = exchange(identityToken(job));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.text("access_token");
    }

    /** Gives a deploy token back. */
    public Reply revoke(String token) {
        return Http.postForm(url("/oauth2/revoke"), Map.of("token", token));
    }

    // ---- what targets do ----

    /** Asks as the target whether a deploy token lives. */
    public Reply introspect(String token) {
        String secret = String.valueOf(files.environment().get("TARGET_SECRET"));
        Reply reply = Http.postForm(
                url("/oauth2/introspect"),
                Map.of("Authorization", basic(GateFiles.TARGET, secret)),
                Map.of("token", token));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    /** {@return how an id and a secret are sent} */
    public static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    // ---- what reviewers do ----

    /** {@return the messages in the channel that are about a deployment's run, oldest first} */
    public List<SlackMessage> messages(Deployment deployment) {
        return slack.messages(SlackWorkspace.DEPLOYMENTS).stream()
                .filter(message -> message.thread().isEmpty())
                .filter(message -> Shown.text(message.blocks())
                        .contains("/runs/" + deployment.run().id() + "/"))
                .toList();
    }

    /** Waits until a deployment's message is in the channel. */
    public SlackMessage waitForMessage(Deployment deployment) {
        return eventually()
                .until(() -> messages(deployment).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** {@return the message as it stands now} */
    public SlackMessage now(SlackMessage message) {
        return slack.thread(message.ts()).get(0);
    }

    /** Waits until a message shows a text. */
    public SlackMessage waitFor(SlackMessage message, String text) {
        eventually()
                .untilAsserted(
                        () -> assertThat(Shown.text(now(message).blocks())).contains(text));
        return now(message);
    }

    /** Presses the button with a label. */
    public AppAnswer click(Someone who, SlackMessage message, String label) {
        SlackMessage shown = now(message);
        String button = Shown.button(shown.blocks(), label)
                .orElseThrow(() -> new AssertionError("no button " + label + " among " + Shown.buttons(shown.blocks())
                        + " of:\n" + Shown.text(shown.blocks())));
        return slack.click(who.slack(), message.ts(), button);
    }

    /** Approves a deployment in Slack. */
    public void approve(Someone who, Deployment deployment) {
        AppAnswer answer = click(who, waitForMessage(deployment), "Approve");
        assertThat(answer.problem()).isEmpty();
    }

    /** Rejects a deployment in Slack and gives the reason that the dialog asks for. */
    public void reject(Someone who, Deployment deployment, String reason) {
        reject(who, waitForMessage(deployment), reason);
    }

    /** Rejects in Slack what a message asks for, and gives the reason that the dialog asks for. */
    public void reject(Someone who, SlackMessage message, String reason) {
        assertThat(click(who, message, "Reject").problem()).isEmpty();
        OpenView dialog = waitForDialog(who);
        AppAnswer answer = slack.submitView(
                who.slack(), Map.of(Shown.inputs(dialog.blocks()).get(0), reason));
        assertThat(answer.problem()).isEmpty();
        assertThat(answer.errors()).isEmpty();
    }

    /** Waits until a person sees a dialog. */
    public OpenView waitForDialog(Someone who) {
        return eventually()
                .until(() -> slack.openView(who.slack()), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until a person was told something in private. {@return what they read, newest last} */
    public String waitForPrivateAnswer(Someone who) {
        return waitForPrivateAnswers(who.slack(), 1);
    }

    /** Waits until a Slack user was told something in private so many times. {@return the newest answer} */
    public String waitForPrivateAnswers(String slackUser, int count) {
        List<SlackMessage> told =
                eventually().until(() -> slack.ephemerals(slackUser), messages -> messages.size() >= count);
        SlackMessage newest = told.get(told.size() - 1);
        return newest.text() + "\n" + Shown.text(newest.blocks());
    }

    /** Waits until GitHub has the answer for a job. */
    public void waitFor(Job job, JobState state) {
        eventually().untilAsserted(() -> assertThat(job.state()).isEqualTo(state));
    }

    // ---- what operators see ----

    /** {@return every event of the ledger as it is exported, one a line} */
    public String ledger() {
        return Http.get(files.admin().resolve("/ledger/export"), Map.of()).body();
    }

    /** {@return what the metrics page says} */
    public String metrics() {
        return Http.get(files.admin().resolve("/metrics"), Map.of()).body();
    }

    /** {@return the sum of a metric over all labels that hold the given text; 0 where there is none} */
    public double metric(String name, String labels) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waiting for what the gate does on its own time. */
    public static ConditionFactory eventually() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).pollDelay(Duration.ZERO);
    }

    /** {@return headers of a workload that proves itself} */
    public Map<String, String> bearer(String token) {
        return new HashMap<>(Map.of("Authorization", "Bearer " + token));
    }

    /** {@return Slack} */
    public SlackStandIn slack() {
        return slack;
    }

    /** {@return GitHub} */
    public GitHubStandIn github() {
        return github;
    }

    /** {@return every call to Slack's API so far} */
    public Calls slackCalls() {
        return slackCalls;
    }

    /** {@return every call to GitHub's API so far} */
    public Calls githubCalls() {
        return githubCalls;
    }

    /** {@return the repository} */
    public Repo repo() {
        return repo;
    }

    /** {@return the files of the installation} */
    public GateFiles files() {
        return files;
    }

    /** {@return the time of this scene} */
    public MovingClock clock() {
        return clock;
    }

    /** {@return the address of a path of the gate} */
    public URI url(String path) {
        return files.url().resolve(path);
    }

    @Override
    public void close() {
        try {
            gate.close();
        } finally {
            slack.close();
            github.close();
        }
    }
}
