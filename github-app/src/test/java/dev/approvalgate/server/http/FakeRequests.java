package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Requester;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.UnreadChange;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests without a policy: what is opened waits until a test settles it. */
final class FakeRequests implements Requests {

    static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final Sha256 POLICY = Sha256.of("policy");

    final List<Opening> opened = new ArrayList<>();
    volatile @Nullable Proof lastProof;
    final List<String> ended = new CopyOnWriteArrayList<>();
    final List<String> givenBack = new ArrayList<>();
    Function<Assertion, DeployToken> redeem = assertion -> {
        throw new GateException(ReasonCode.APPROVAL_PENDING, "it waits");
    };
    /** Set to hold every call of {@link #find} back. */
    volatile CountDownLatch hold = new CountDownLatch(0);

    private final Map<RequestId, List<ApprovalEvent>> events = new ConcurrentHashMap<>();
    private final Map<RequestId, CompletableFuture<Boolean>> waiting = new HashMap<>();

    @Override
    public synchronized RequestId open(Opening opening) {
        opened.add(opening);
        var id = RequestId.random(new SecureRandom());
        var facts = new UnreadChange().read(opening.identity(), opening.host(), Optional.empty());
        var binding = new ChangeBinding(
                opening.identity().key(),
                opening.action(),
                opening.identity().run(),
                opening.environment(),
                facts.commit(),
                facts.definition(),
                opening.wishes().artifacts(),
                opening.wishes().parameters(),
                opening.wishes().scopes());
        var ask = new Ask(
                id,
                new Requester(
                        opening.identity().key(),
                        "subject",
                        opening.identity().run(),
                        "deployer",
                        "team",
                        null,
                        Map.of()),
                Change.of(binding, facts.contributors(), facts.details(), facts.ownership()),
                "payments",
                null,
                new Ask.Terms(POLICY, "production", NOW, NOW.plusSeconds(3600)),
                opening.host(),
                List.of());
        events.put(id, new ArrayList<>(List.of(new ApprovalEvent.Opened(ask))));
        return id;
    }

    @Override
    public ApprovalRequest find(RequestId id) {
        try {
            if (!hold.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("held too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<ApprovalEvent> history = events.get(id);
        if (history == null) {
            throw new GateException(ReasonCode.REQUEST_NOT_FOUND, "there is no request " + id);
        }
        synchronized (this) {
            return ApprovalRequest.of(history);
        }
    }

    @Override
    public CompletionStage<ApprovalRequest> await(RequestId id, Duration atMost) {
        CompletableFuture<Boolean> signal;
        synchronized (this) {
            signal = waiting.computeIfAbsent(id, key -> new CompletableFuture<>());
        }
        return signal.copy()
                .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(fired -> find(id));
    }

    @Override
    public CompletionStage<Set<RequestId>> awaitFirst(String issuer, Set<RequestId> ids, Duration atMost) {
        Set<RequestId> own = ids.stream()
                .filter(events::containsKey)
                .filter(id -> find(id).ask().requester().workload().issuer().equals(issuer))
                .collect(Collectors.toSet());
        Set<RequestId> settled = ids.stream()
                .filter(id -> !own.contains(id) || !find(id).isPending())
                .collect(Collectors.toSet());
        if (!settled.isEmpty() || ids.isEmpty()) {
            return CompletableFuture.completedFuture(settled);
        }
        RequestId only = own.iterator().next();
        return await(only, atMost).thenApply(found -> found.isPending() ? Set.of() : Set.of(only));
    }

    synchronized boolean isAwaited(RequestId id) {
        return waiting.containsKey(id);
    }

    synchronized void settle(RequestId id, Decision.Outcome outcome, ReasonCode reason) {
        var decision = new Decision(outcome, reason, List.of(), POLICY, NOW.plusSeconds(60));
        events.get(id).add(new ApprovalEvent.Settled(decision, Explanation.holds("rule", "a vote", "a vote")));
        waiting.computeIfAbsent(id, key -> new CompletableFuture<>()).complete(true);
    }

    /** Grace turns it down, in some words. */
    synchronized void reject(RequestId id, String words) {
        var shown = Sha256.of("shown");
        var account = Account.slack("T1", "U1");
        Instant at = NOW.plusSeconds(60);
        events.get(id)
                .add(new ApprovalEvent.Voted(new Vote(
                        FakeReviews.GRACE.id(), account, Vote.Kind.REJECT, "slack", shown, Personal.of(words), at)));
        var decision = new Decision(
                Decision.Outcome.REJECTED, ReasonCode.REJECTED_BY_PERSON, List.of(FakeReviews.GRACE.id()), POLICY, at);
        events.get(id).add(new ApprovalEvent.Settled(decision, Explanation.holds("rule", "a vote", "a vote")));
    }

    @Override
    public ApprovalRequest cancel(RequestId id, ReasonCode reason) {
        settle(id, Decision.Outcome.CANCELLED, reason);
        return find(id);
    }

    @Override
    public DeployToken redeem(Assertion assertion, @Nullable Proof proof) {
        lastProof = proof;
        return redeem.apply(assertion);
    }

    @Override
    public HostToken redeemAtHost(Assertion assertion) {
        DeployToken token = redeem.apply(assertion);
        return new HostToken(token.id(), token.value(), List.of("contents:read"), token.expiresAt());
    }

    @Override
    public void giveBack(RequestId id, String token) {
        givenBack.add(token);
    }

    @Override
    public void giveBackAll(RequestId id, String job) {
        givenBack.add(job);
    }

    @Override
    public void runEnded(WorkloadKey workload, Run run, ReasonCode reason) {
        ended.add(workload.projectId() + " " + run.id() + " " + reason.code());
    }
}
