package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.AppDeliveries;
import dev.approvalgate.adapter.github.GitHubChangeSource;
import dev.approvalgate.adapter.github.GitHubCheckChannel;
import dev.approvalgate.adapter.github.GitHubDecisionSink;
import dev.approvalgate.adapter.github.GitHubDirectory;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.GitHubSettings;
import dev.approvalgate.adapter.github.GitHubSignature;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.Ports;
import dev.approvalgate.gate.fake.FakeHost;
import dev.approvalgate.gate.fake.FakePolicySource;
import dev.approvalgate.gate.fake.FakeTokenIssuer;
import dev.approvalgate.gate.fake.MemoryStore;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingChannel;
import dev.approvalgate.gate.port.LinkSource;
import dev.approvalgate.gate.port.RequestIndex.Row;
import dev.approvalgate.gate.work.Drain;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Delivery;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.Repo;
import dev.approvalgate.server.sandbox.github.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The core over memory, with everything that concerns GitHub real: the adapter, the intake, and the stand-in over HTTP. */
final class Bench implements AutoCloseable {

    static final String WORKFLOW = ".github/workflows/deploy.yml";
    static final String ENVIRONMENT = "Production";
    static final long REPOSITORY = 4242;

    final MutableClock clock = new MutableClock();
    final GitHubStandIn github = GitHubStandIn.start(clock);
    final Account author = github.user(1001, "author");
    final Account approver = github.user(1002, "approver-1");
    final Account other = github.user(1003, "approver-2");
    final Account bot = github.bot(1009, "helper[bot]");
    final Repo repo;
    final GitHubSettings settings = settings(true);
    final GitHubHttp http = new GitHubHttp(settings, clock);
    final MemoryStore store = new MemoryStore(clock);
    final RecordingChannel slack = new RecordingChannel("slack");
    final FakePolicySource policies;
    final Gate gate;
    final List<String> events = new ArrayList<>();
    final WebhookIntake intake;
    final Drain drain;
    private final Set<Long> delivered = new HashSet<>();

    Bench() {
        this(true, policy -> policy);
    }

    Bench(boolean isPrivate, UnaryOperator<PolicyBuilder> change) {
        repo = github.repository("acme/payments", REPOSITORY, isPrivate);
        repo.commit(
                author, "Begin", FileEdit.put(WORKFLOW, "on: push\n"), FileEdit.put("src/App.java", "class App {}\n"));
        policies = new FakePolicySource(change.apply(policy()).build());
        gate = new Gate(new Ports(
                store,
                store.index(),
                store.work(),
                policies,
                new GitHubDirectory(http),
                LinkSource.NONE,
                new GitHubChangeSource(http),
                List.of(slack, new GitHubCheckChannel(http)),
                List.of(new GitHubDecisionSink(http)),
                new FakeTokenIssuer(),
                new FakeHost(store.work(), clock).grants(),
                clock,
                new Random(1)));
        var observer = new DeliveryObserver() {
            @Override
            public void accepted(String event) {
                events.add("accepted " + event);
            }

            @Override
            public void dropped(String event, ReasonCode reason) {
                events.add("dropped " + event + " " + reason.code());
            }
        };
        intake = new WebhookIntake(store.inbox(), store.work(), clock, observer);
        List<WorkHandler> handlers = new ArrayList<>(gate.handlers());
        handlers.add(new DeliveryHandler(store.inbox(), http, gate.requests(), gate.reviews(), clock, observer));
        handlers.add(poll);
        drain = new Drain(store.work(), handlers, clock);
    }

    /** Forwards to the poll handler that a test sets. */
    final Poll poll = new Poll();

    /** Not planned unless a test says so. */
    final class Poll implements WorkHandler {
        private Optional<PollHandler> handler = Optional.empty();

        void start(PollHandler.Mode mode) {
            var made =
                    new PollHandler(new AppDeliveries(http), intake, store.work(), clock, mode, Duration.ofSeconds(5));
            handler = Optional.of(made);
            made.arm();
        }

        @Override
        public dev.approvalgate.gate.work.WorkKind kind() {
            return dev.approvalgate.gate.work.WorkKind.HOST_POLL;
        }

        @Override
        public void handle(dev.approvalgate.gate.work.WorkItem item) {
            handler.ifPresent(poller -> poller.handle(item));
        }
    }

    GitHubSettings settings(boolean checkRuns) {
        return new GitHubSettings(
                github.base(),
                github.base(),
                github.app().id(),
                Secret.of(github.app().privateKeyPem()),
                List.of(Secret.of(github.app().webhookSecret())),
                github.oidc().issuer().toString(),
                checkRuns);
    }

    private PolicyBuilder policy() {
        PolicyBuilder policy = PolicyBuilder.empty()
                .workload(new WorkloadKey(github.oidc().issuer().toString(), Long.toString(REPOSITORY), WORKFLOW))
                .accepts(Rule.Finding.INCOMPLETE_CHANGE);
        for (Account account : List.of(author, approver, other)) {
            policy.member(person(account));
        }
        return policy;
    }

    Person person(Account account) {
        return new Person(
                new PersonId(account.login()),
                "Name of " + account.login(),
                Set.of(dev.approvalgate.domain.approval.Account.github(settings.realm(), account.id())));
    }

    /** Commits a change and starts a run with a job that waits for production. */
    Job deploy() {
        Commit commit = repo.commit(author, "Change the app", FileEdit.put("src/App.java", "class App { int i; }\n"));
        return deploy(commit);
    }

    Job deploy(Commit commit) {
        Run run = github.startRun(repo, WORKFLOW, commit.sha(), author);
        return run.job("deploy", ENVIRONMENT);
    }

    /** Brings the deliveries that have not been brought yet, as a servlet would, and does the work. */
    void bring() {
        List<Delivery> all = new ArrayList<>(github.deliveries());
        Collections.reverse(all);
        for (Delivery delivery : all) {
            if (delivered.add(delivery.id())) {
                bring(delivery);
            }
        }
        drain.all();
    }

    /** Keeps a delivery back until a test brings it itself. */
    void hold(Delivery delivery) {
        delivered.add(delivery.id());
    }

    WebhookIntake.Taken bring(Delivery delivery) {
        byte[] raw = delivery.payload().bytes();
        new GitHubSignature(settings.webhookSecrets()).verify(delivery.headers().get("X-Hub-Signature-256"), raw);
        return intake.accept(
                delivery.headers().get("X-GitHub-Delivery"),
                delivery.headers().get("X-GitHub-Event"),
                delivery.payload().text());
    }

    /** Does what is due within some time. */
    void pass(Duration time) {
        clock.step(time);
        drain.all();
    }

    List<Row> requests() {
        return store.index().newest(false, 100);
    }

    ApprovalRequest onlyRequest() {
        List<Row> rows = requests();
        if (rows.size() != 1) {
            throw new AssertionError("expected one request but there are " + rows.size());
        }
        return request(rows.get(0).id());
    }

    ApprovalRequest request(RequestId id) {
        return gate.requests().find(id);
    }

    /** The check run that a request was published as. */
    long checkRun(ApprovalRequest request) {
        ChannelAddress address = GitHubCheckChannel.addressOf(request.ask().host());
        return Long.parseLong(String.valueOf(request.published().get(address)));
    }

    /** Presses a button of the request's check run and processes the click. */
    void click(ApprovalRequest request, String letter, Account sender) {
        github.clickCheckAction(
                checkRun(request),
                letter + ":" + request.ask().change().digest().prefix(),
                sender);
        bring();
    }

    /** How often a call was made, by method and the end of its path. */
    long calls(String method, String pathEnd) {
        return github.server().journal().stream()
                .filter(exchange ->
                        exchange.method().equals(method) && exchange.path().endsWith(pathEnd))
                .count();
    }

    /** Answers the next call to a path that ends so with something else, before it takes effect. */
    void failOnce(String pathEnd, Answer answer) {
        github.server().intercept(new Interceptor() {
            private boolean done;

            @Override
            public synchronized Optional<Answer> before(Call call) {
                if (done || !call.path().endsWith(pathEnd)) {
                    return Optional.empty();
                }
                done = true;
                return Optional.of(answer);
            }
        });
    }

    /** Loses the answer to the next call to a path that ends so, after it has taken effect. */
    void loseOnce(String method, String pathEnd) {
        github.server().intercept(new Interceptor() {
            private boolean done;

            @Override
            public synchronized Optional<Answer> after(Call call, Answer answer) {
                if (done || !call.method().equals(method) || !call.path().endsWith(pathEnd)) {
                    return Optional.empty();
                }
                done = true;
                return Optional.of(Answer.dropped());
            }
        });
    }

    @Override
    public void close() {
        github.close();
    }
}
