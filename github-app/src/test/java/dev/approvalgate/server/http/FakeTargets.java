package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.AddressRange;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.People;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.policy.Target.Allowance;
import dev.approvalgate.domain.policy.Target.Proxy;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.port.ProofVerifier;
import dev.approvalgate.gate.token.Authorize;
import dev.approvalgate.gate.token.LiveTokens;
import dev.approvalgate.gate.token.Uses;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Targets {@code nginx}, {@code forwarded} and {@code path} that take {@code POST /deploy/**} and say {@code secret: none},
 * {@code payments-api}, whose proxy must prove itself, {@code forgotten}, whose proxy cannot, and {@code inside}, which takes calls from
 * {@code 10.0.0.0/8} alone. The proof {@code good} is another good one each time, {@code same} always the same.
 */
final class FakeTargets implements PolicySource, ProofVerifier, EventStore {

    private static final Clock CLOCK = Clock.fixed(FakeRequests.NOW, ZoneOffset.UTC);

    /** What was recorded, in all streams. */
    final List<DomainEvent> recorded = new CopyOnWriteArrayList<>();

    volatile boolean failing;
    private final List<String> proofs = new CopyOnWriteArrayList<>();

    Authorize authorize(FakeTokens tokens) {
        return new Authorize(
                this,
                // A colon cannot be in an Authorization header.
                token -> tokens.verify(Secret.of(token.reveal().replace("deploy-", "deploy:"))),
                new LiveTokens(tokens, CLOCK, () -> 0),
                this,
                new Uses(this, CLOCK, () -> 0),
                (request, token, cause) -> {},
                CLOCK,
                (token, target, why, died) -> {});
    }

    private static Target target(String id, Proxy proxy, boolean open, String... clients) {
        return new Target(
                id,
                "https://deploy.example.com",
                Set.of(Environment.of("production")),
                Set.of(Action.DEPLOY),
                true,
                "https://deploy.example.com",
                proxy,
                open,
                List.of(clients).stream()
                        .map(text -> AddressRange.of(text).orElseThrow())
                        .toList(),
                List.of(
                        new Allowance(Set.of("POST"), List.of(PathPattern.of("deploy/**")), Set.of("deploy:payments")),
                        new Allowance(Set.of("POST"), List.of(PathPattern.of("admin")), Set.of("admin"))));
    }

    @Override
    public Policy current() {
        return new Policy(
                Sha256.of("policy"),
                "policy",
                Policy.Origin.file("policy.yaml"),
                new People(List.of(), List.of()),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        target("nginx", Proxy.NGINX, true),
                        target("forwarded", Proxy.FORWARDED, true),
                        target("path", Proxy.PATH, true),
                        target("payments-api", Proxy.NGINX, false),
                        target("forgotten", Proxy.NGINX, false),
                        target("inside", Proxy.FORWARDED, false, "10.0.0.0/8")),
                text -> List.of());
    }

    @Override
    public Policy past(Sha256 digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Proof verify(Secret proof, String method, String address, @Nullable Secret token) {
        if (!Set.of("good", "same").contains(proof.reveal()) || !method.equals("POST") || token == null) {
            throw new GateException(ReasonCode.PROOF_MALFORMED, "no proof");
        }
        proofs.add(address);
        return new Proof(
                proof.reveal().equals("same") ? "same" : "proof-" + proofs.size(),
                FakeTokens.THUMBPRINT,
                FakeRequests.NOW,
                FakeRequests.NOW.plusSeconds(60));
    }

    /** {@return addresses that proofs were held against} */
    List<String> proven() {
        return List.copyOf(proofs);
    }

    @Override
    public History read(String stream) {
        return new History(0, List.of());
    }

    @Override
    public void commit(Commit commit) {
        if (failing) {
            throw new GateException(ReasonCode.STORE_FAILED, "the store was told to fail");
        }
        recorded.addAll(commit.events());
    }

    @Override
    public void onCommit(Listener listener) {
        throw new UnsupportedOperationException();
    }
}
