package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.IpAddress;
import dev.approvalgate.domain.policy.RequestPath;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.port.ProofVerifier;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import dev.approvalgate.gate.port.TokenVerifier;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import dev.approvalgate.gate.token.Uses.Use;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides whether a request may reach a target. Answers from memory but for the first use of a token, which is recorded first. A token
 * that is shown where it is not good dies: whoever holds it is not the job that it was minted for, or does what it must not.
 */
public final class Authorize {

    private final PolicySource policies;
    private final TokenVerifier verifier;
    private final LiveTokens live;
    private final ProofVerifier proofs;
    private final Uses uses;
    private final UsedProofs usedProofs;
    private final TokenDeaths deaths;
    private final Observer observer;

    /**
     * Decides by the policy in force.
     *
     * @param policies where targets are
     * @param verifier verifies tokens
     * @param live which of them live
     * @param proofs verifies proofs of possession
     * @param uses where uses are recorded
     * @param deaths ends what is shown where it is not good
     * @param clock the time
     * @param observer is told of misuse
     */
    public Authorize(
            PolicySource policies,
            TokenVerifier verifier,
            LiveTokens live,
            ProofVerifier proofs,
            Uses uses,
            TokenDeaths deaths,
            Clock clock,
            Observer observer) {
        this.policies = policies;
        this.verifier = new VerifiedTokens(verifier, clock);
        this.live = live;
        this.proofs = proofs;
        this.uses = uses;
        this.usedProofs = new UsedProofs(clock);
        this.deaths = deaths;
        this.observer = observer;
    }

    /** Is told what somebody should look at. Must return quickly and not throw. */
    public interface Observer {
        /**
         * A token was shown where it is not good.
         *
         * @param token the token
         * @param target where
         * @param why what is wrong with it there
         * @param died whether its death could be recorded
         */
        void misused(LiveToken token, Target target, ReasonCode why, boolean died);
    }

    /**
     * Who is let through, and by which approval.
     *
     * @param token what is known of the token
     * @param verified what it says
     */
    public record Allowed(LiveToken token, Verified verified) {

        /** {@return whether nobody approved it beforehand} */
        public boolean brokenGlass() {
            return Boolean.TRUE.equals(verified.claims().get(TokenVerifier.BREAK_GLASS));
        }
    }

    /**
     * {@return the target of that id}
     *
     * @throws GateException with {@code target_unknown}, or {@code policy_unreadable}
     */
    public Target target(String id) {
        return policies.current()
                .target(id)
                .orElseThrow(
                        () -> new GateException(ReasonCode.TARGET_UNKNOWN, "the policy in force has no such target"));
    }

    /**
     * {@return the target of that id, where its proxy need not prove itself}
     *
     * @throws GateException with {@code policy_unreadable}
     */
    public Optional<Target> openTarget(String id) {
        return policies.current().target(id).filter(Target::open);
    }

    /**
     * {@return who is let through; the use is recorded}
     *
     * @throws GateException where the request must not reach the target: {@code token_*}, {@code proof_*}, {@code path_ambiguous},
     *     {@code request_not_allowed}, {@code scope_missing}; {@code use_unrecorded} and others that are {@code UNAVAILABLE} where it
     *     cannot be said now
     */
    public Allowed allow(Target target, TargetCall call) {
        Verified verified = verifier.verify(call.token());
        LiveToken token = live.alive(verified);
        if (!verifier.believes(token.keyId())) {
            throw new GateException(ReasonCode.TOKEN_KEY_UNKNOWN, "the key that signed the token was given up");
        }
        misuse(target, token, call).ifPresent(why -> {
            throw misused(target, token, why);
        });
        var allowed = new Allowed(token, verified);
        requireKind(target, allowed);
        RequestPath path = RequestPath.of(call.address())
                .orElseThrow(() -> new GateException(
                        ReasonCode.PATH_AMBIGUOUS,
                        "the path is not in the one form that everybody reads alike: no empty or dot segments, "
                                + "encoded slashes or needless escapes"));
        Optional<Proof> proof = possession(target, token, call, path);
        Target.Answer answer = target.answer(call.method(), path, token.scopes());
        if (!answer.fits()) {
            throw new GateException(
                    ReasonCode.REQUEST_NOT_ALLOWED, "the policy lets nobody make this request to this target");
        }
        if (!answer.allows()) {
            throw new GateException(
                    ReasonCode.SCOPE_MISSING, "the token does not allow what the policy demands for this request");
        }
        // Only what is let through takes room among the proofs.
        proof.ifPresent(usedProofs::take);
        uses.record(token, new Use(target.id(), call.method(), answer.pattern()));
        // Recording may have waited for the disk, and the token died meanwhile.
        live.alive(verified);
        return allowed;
    }

    private static Optional<ReasonCode> misuse(Target target, LiveToken token, TargetCall call) {
        if (!token.audience().equals(target.audience())) {
            return Optional.of(ReasonCode.TOKEN_AUDIENCE);
        }
        if (!target.environments().contains(token.environment())) {
            return Optional.of(ReasonCode.TOKEN_ENVIRONMENT);
        }
        if (target.clients().isEmpty()) {
            return Optional.empty();
        }
        IpAddress client = call.client();
        if (client == null) {
            throw new GateException(
                    ReasonCode.FORWARDING_MALFORMED,
                    "the proxy does not say where the request comes from, and the policy names addresses");
        }
        return target.takes(client) ? Optional.empty() : Optional.of(ReasonCode.TOKEN_ADDRESS);
    }

    /** Its holder may not know what a target is for, so such a token does not die of it. */
    private static void requireKind(Target target, Allowed allowed) {
        if (!target.actions().contains(allowed.token().action())) {
            throw new GateException(ReasonCode.TOKEN_ACTION, "the token is for another action");
        }
        if (allowed.brokenGlass() && !target.breakGlass()) {
            throw new GateException(
                    ReasonCode.TOKEN_BREAK_GLASS, "the target takes no token that nobody approved beforehand");
        }
    }

    private GateException misused(Target target, LiveToken token, ReasonCode why) {
        boolean died = true;
        var refusal = new GateException(why, "the token is not good here, and has been revoked");
        try {
            deaths.end(token.request(), token.id(), DeathCause.MISUSED);
        } catch (GateException e) {
            died = false;
            refusal = new GateException(why, "the token is not good here", e);
        }
        observer.misused(token, target, why, died);
        return refusal;
    }

    private Optional<Proof> possession(Target target, LiveToken token, TargetCall call, RequestPath path) {
        String thumbprint = token.confirmation();
        if (thumbprint == null) {
            if (call.proven()) {
                throw new GateException(
                        ReasonCode.PROOF_MISMATCH, "the token is bound to no key; show it as a bearer token");
            }
            return Optional.empty();
        }
        if (!call.proven() || call.proof() == null) {
            throw new GateException(
                    ReasonCode.PROOF_MISSING, "the token is bound to a key; show it as DPoP, with one proof");
        }
        Proof proof = proofs.verify(call.proof(), call.method(), target.origin() + path.raw(), call.token());
        if (!proof.thumbprint().equals(thumbprint)) {
            throw new GateException(ReasonCode.PROOF_KEY, "the proof is of another key than the token is bound to");
        }
        return Optional.of(proof);
    }
}
