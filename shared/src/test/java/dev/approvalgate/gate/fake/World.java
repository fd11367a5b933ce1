package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.AccountLinks;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Ports;
import dev.approvalgate.gate.VoteAttempt;
import dev.approvalgate.gate.work.Drain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The whole core over fakes, with a clock that stands still. Outward work happens when {@link #drain()} is called, on the caller's
 * thread and by the same code that the loop runs, so that a test sees exactly what was done before and what after.
 */
public final class World {

    /** The kind of the CI host. */
    public static final String HOST = "github";

    public final MutableClock clock = new MutableClock();
    public final MemoryStore store = new MemoryStore(clock);
    public final FakeDirectory directory = new FakeDirectory();
    public final FakePolicySource policies;
    public final FakeChangeSource changes = new FakeChangeSource(Changes.byAuthor());
    public final RecordingChannel slack = new RecordingChannel("slack");
    public final RecordingSink host = new RecordingSink(HOST);
    public final RecordingSink controller = new RecordingSink(HostRef.EMBEDDED);
    public final FakeTokenIssuer tokens = new FakeTokenIssuer();
    public final FakeHost hostTokens = new FakeHost(store.work(), clock);
    public final Gate gate;

    /** Which accounts people have shown to be their own. */
    public volatile AccountLinks links = AccountLinks.NONE;

    private final Drain drain;
    private final AtomicLong clicks = new AtomicLong();

    /** A world under the usual policy. */
    public World() {
        this(PolicyBuilder.production());
    }

    /** A world under another policy. */
    public World(PolicyBuilder policy) {
        policies = new FakePolicySource(policy.build());
        gate = new Gate(ports(1));
        drain = new Drain(store.work(), gate.handlers(), clock);
    }

    private Ports ports(long seed) {
        // Seeded: a test that fails once fails again.
        return new Ports(
                store,
                store.index(),
                store.work(),
                policies,
                directory,
                () -> links,
                changes,
                List.of(slack),
                List.of(host, controller),
                tokens,
                hostTokens.grants(),
                clock,
                new Random(seed));
    }

    /** {@return another gate over the same outside world, as after a restart or in another replica} */
    public Gate anotherGate() {
        return new Gate(ports(2));
    }

    /** {@return what the pipeline of tests asks} */
    public Opening opening() {
        return opening(FakeIdentity.deploy(), "deployment-1", Opening.Wishes.NONE);
    }

    /** {@return what some pipeline asks} */
    public Opening opening(FakeIdentity identity, String job, Opening.Wishes wishes) {
        return opening(HOST, identity, job, wishes);
    }

    /** {@return what the pipeline of tests asks a gate inside the CI host that it runs on} */
    public Opening embedded() {
        return opening(HostRef.EMBEDDED, FakeIdentity.deploy(), "deployment-1", Opening.Wishes.NONE);
    }

    private static Opening opening(String host, FakeIdentity identity, String job, Opening.Wishes wishes) {
        return new Opening(
                identity.workload(),
                new HostRef(host, Map.of("run_id", identity.workload().run().id())),
                job,
                Roles.github(Roles.AUTHOR),
                Action.DEPLOY,
                FakeIdentity.PRODUCTION,
                wishes);
    }

    /** Opens a request and shows it. */
    public RequestId open() {
        RequestId id = gate.requests().open(opening());
        drain();
        return id;
    }

    /** Does all work that is due now, and what follows from it. {@return how many pieces} */
    public int drain() {
        return drain.all();
    }

    /** Moves the clock and does what has become due. */
    public void pass(Duration time) {
        clock.step(time);
        drain();
    }

    /** {@return a request as it stands} */
    public ApprovalRequest request(RequestId id) {
        return gate.requests().find(id);
    }

    /** {@return a fresh click on a request's message in Slack} */
    public VoteAttempt click(RequestId id, Account account, Vote.Kind kind, @Nullable String reason) {
        ApprovalRequest request = request(id);
        String shown = request.shownIn(PolicyBuilder.CHANNEL)
                .orElse(Sha256.of("nothing"))
                .prefix();
        return new VoteAttempt(
                id,
                account,
                kind,
                "slack",
                request.ask().change().digest().prefix(),
                shown,
                reason,
                "click-" + clicks.incrementAndGet(),
                Map.of("user", account.id()));
    }

    /** Clicks in Slack. {@return why it does not count} */
    public Optional<ReasonCode> vote(RequestId id, Account account, Vote.Kind kind) {
        return gate.reviews().vote(click(id, account, kind, null));
    }

    /** Approves in Slack. {@return why it does not count} */
    public Optional<ReasonCode> approve(RequestId id, Person person) {
        return vote(id, Roles.slack(person), Vote.Kind.APPROVE);
    }

    /** Rejects in Slack. {@return why it does not count} */
    public Optional<ReasonCode> reject(RequestId id, Person person) {
        return vote(id, Roles.slack(person), Vote.Kind.REJECT);
    }

    /** Opens a request that the first approver has approved, and delivers that. */
    public RequestId approved() {
        RequestId id = open();
        approve(id, Roles.APPROVER_1);
        drain();
        return id;
    }

    /** Redeems as some job. */
    public DeployToken redeem(FakeIdentity identity) {
        return gate.requests().redeem(identity.assertion(clock.instant()));
    }
}
