package dev.approvalgate.bench;

import dev.approvalgate.adapter.jwt.JwtTokenIssuer;
import dev.approvalgate.adapter.jwt.KeySources;
import dev.approvalgate.adapter.jwt.SigningAlgorithm;
import dev.approvalgate.adapter.jwt.SigningKeys;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.AccountLinks;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Ports;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.FakeChangeSource;
import dev.approvalgate.gate.fake.FakeDirectory;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.FakePolicySource;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.token.HostGrants;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A gate over a real store, under a policy that lets every request through, and callers who redeem. */
final class Mint implements AutoCloseable {

    private static final int JOBS = 10;

    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger runs = new AtomicInteger(100_000);
    private final ExecutorService callers;
    private final Path folder;
    private final SqliteStore store;
    private final Gate gate;
    private List<Callable<DeployToken>> waiting = List.of();

    private Mint(Path folder, String algorithm, int callers) {
        var random = new SecureRandom();
        this.folder = folder;
        this.callers = Executors.newFixedThreadPool(callers);
        this.store = SqliteStore.open(folder.resolve("gate.db"), clock, random);
        var vault = new AesKeyVault(Secret.of("the key of a benchmark, 0123456789 abc"), random);
        var keys = SigningKeys.open(
                new KeySources(store.events(), store.signingKeys(), vault, clock, random), KeyRotation.USUAL, null);
        var issuer =
                new JwtTokenIssuer(URI.create("https://gate.example.com"), SigningAlgorithm.named(algorithm), keys);
        issuer.warmUp();
        var policy = PolicyBuilder.production()
                .requires(new Requirement.Automatic("benchmark"))
                .maxJobs(JOBS)
                .build();
        this.gate = new Gate(new Ports(
                store.events(),
                store.index(),
                store.work(),
                new FakePolicySource(policy),
                new FakeDirectory(),
                () -> AccountLinks.NONE,
                new FakeChangeSource(Changes.byAuthor()),
                List.of(),
                List.of(),
                issuer,
                new HostGrants(null, store.hostTokens(), vault, store.work(), clock),
                clock,
                random));
    }

    static Mint open(String algorithm, int callers) throws IOException {
        return new Mint(Files.createTempDirectory("mint"), algorithm, callers);
    }

    /** Opens requests that are approved at once, each for several jobs. */
    void approve(int tokens) throws Exception {
        var openings = new ArrayList<Callable<FakeIdentity>>();
        for (int i = 0; i < tokens / JOBS; i++) {
            openings.add(this::ask);
        }
        var asked = new ArrayList<FakeIdentity>();
        for (Future<FakeIdentity> opened : callers.invokeAll(openings)) {
            asked.add(opened.get());
        }
        // Jobs of one request do not come one after the other, where they would only get into each other's way.
        var jobs = new ArrayList<Callable<DeployToken>>();
        for (int job = 1; job <= JOBS; job++) {
            String id = Integer.toString(job);
            for (FakeIdentity identity : asked) {
                jobs.add(() -> gate.requests().redeem(identity.job(id).assertion(clock.instant())));
            }
        }
        waiting = jobs;
    }

    private FakeIdentity ask() {
        FakeIdentity identity = FakeIdentity.deploy().run(Integer.toString(runs.incrementAndGet()), 1);
        gate.requests()
                .open(new Opening(
                        identity.workload(),
                        new HostRef(HostRef.API, Map.of()),
                        "1",
                        null,
                        Action.DEPLOY,
                        FakeIdentity.PRODUCTION,
                        Opening.Wishes.NONE));
        return identity;
    }

    /** {@return the last of the tokens that everybody who waited was given} */
    DeployToken redeemAll() throws Exception {
        DeployToken last = null;
        for (Future<DeployToken> minted : callers.invokeAll(waiting)) {
            last = minted.get();
        }
        if (last == null) {
            throw new IllegalStateException("nobody waited");
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        callers.shutdownNow();
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
