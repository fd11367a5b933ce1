package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.domain.token.TokenKind;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an approval may not be turned into a token now; each check is empty where there is nothing against it. */
final class Redeemable {

    private Redeemable() {}

    static Optional<GateException> decided(ApprovalRequest request) {
        Optional<Decision> decision = request.decision();
        if (decision.isEmpty()) {
            return refusal(
                    ReasonCode.APPROVAL_PENDING,
                    "request " + request.ask().id() + " waits for a decision; ask again later");
        }
        if (request.revoked().isPresent()) {
            return refusal(
                    ReasonCode.APPROVAL_REVOKED,
                    "the approval of request " + request.ask().id() + " was revoked at "
                            + request.revoked().get().at() + "; run the job again to ask anew");
        }
        if (decision.get().allows()) {
            return Optional.empty();
        }
        ReasonCode reason = decision.get().reason();
        return refusal(
                reason == null ? ReasonCode.APPROVAL_VOID : reason,
                "request " + request.ask().id() + " was not approved: "
                        + decision.get().outcome().name().toLowerCase(Locale.ROOT));
    }

    static Optional<GateException> goesOn(Ask ask, TokenGrant grant) {
        return grant.isClosed()
                ? refusal(
                        ReasonCode.CANCELLED_BY_HOST,
                        "the run attempt that request " + ask.id() + " was approved for has ended")
                : Optional.empty();
    }

    /** Compares what the job proves to be about to do with what was approved. */
    static Optional<GateException> sameChange(Ask ask, Assertion assertion) {
        String definitionCommit = assertion.definitionCommit();
        // A definition is determined by the commit that it was read from; one read from elsewhere is not the approved
        // one, even where the approved one could not be read.
        boolean elsewhere = definitionCommit != null && !definitionCommit.equals(assertion.commit());
        return !elsewhere
                        && presented(ask, assertion)
                                .digest()
                                .equals(ask.change().digest())
                ? Optional.empty()
                : refusal(
                        ReasonCode.CHANGE_DIGEST_MISMATCH,
                        "what runs is not what was approved in request " + ask.id() + ": workload, run, attempt, "
                                + "environment, commit or pipeline definition differ");
    }

    private static ChangeBinding presented(Ask ask, Assertion assertion) {
        ChangeBinding approved = ask.change().binding();
        String environment = assertion.environment();
        return new ChangeBinding(
                assertion.identity().key(),
                approved.action(),
                assertion.identity().run(),
                Environment.of(environment == null ? "" : environment),
                assertion.commit(),
                definition(approved, assertion),
                approved.artifacts(),
                approved.parameters(),
                approved.scopes());
    }

    /** What the host says of the definition itself is compared; else its commit has been, which determines it. */
    private static @Nullable Sha256 definition(ChangeBinding approved, Assertion assertion) {
        if (assertion.definition() != null) {
            return assertion.definition();
        }
        return assertion.definitionCommit() == null ? null : approved.definition();
    }

    /** {@return whose standing is asked besides that of the voters: whoever broke the glass} */
    static List<Account> breakers(ApprovalRequest request) {
        return request.glass().map(GlassBroken::account).map(List::of).orElse(List.of());
    }

    /** Whether what let it happen, votes or one person in an emergency, would still do so. */
    static Optional<GateException> stillAllowed(ApprovalRequest request, Judge judge, Judgement judgement) {
        Ask ask = request.ask();
        Optional<Account> breaker = request.glass().map(GlassBroken::account);
        if (breaker.isEmpty()) {
            return stillApproved(ask, judgement);
        }
        return judge.barFromBreaking(ask, breaker.get(), judgement)
                .or(() -> judgement.breakGlass().isEmpty()
                        ? Optional.of(ReasonCode.BREAK_GLASS_NOT_ALLOWED)
                        : Optional.empty())
                .map(reason -> noLonger(ask, reason));
    }

    /** What the policies say again, with the standings of now: eligibility is checked at the mint too. */
    private static Optional<GateException> stillApproved(Ask ask, Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        if (evaluation.verdict() == Verdict.APPROVED && judgement.ruling().isPresent()) {
            return Optional.empty();
        }
        ReasonCode reason = evaluation.explanation().reason();
        return Optional.of(noLonger(ask, reason));
    }

    static GateException noLonger(Ask ask, @Nullable ReasonCode reason) {
        return new GateException(
                ReasonCode.APPROVAL_VOID,
                "the approval of request " + ask.id() + " no longer satisfies the policy"
                        + (reason == null ? "" : " (" + reason.code() + ")") + "; run the job again to ask anew");
    }

    static Optional<GateException> fresh(Ask ask, Decision decision, Duration validity, Instant now) {
        return now.isBefore(decision.at().plus(validity))
                ? Optional.empty()
                : refusal(
                        ReasonCode.APPROVAL_STALE,
                        "the approval of request " + ask.id() + " is too old to redeem; run the job again to ask anew");
    }

    static Optional<GateException> jobsLeft(Ask ask, TokenGrant grant, int most, String job) {
        return grant.jobs().contains(job) || grant.jobs().size() < most
                ? Optional.empty()
                : refusal(
                        ReasonCode.JOBS_EXHAUSTED,
                        "request " + ask.id() + " lets " + most + (most == 1 ? " job" : " jobs")
                                + " redeem it, and that has happened");
    }

    /** A job that asks for many things, each a little different, holds a token of one of them at a time. */
    static GateException elsewhere(RequestId id) {
        return new GateException(
                ReasonCode.JOBS_EXHAUSTED,
                "this job holds a token of another request of its run for the same environment and action; give that one back first, or "
                        + "let another job redeem request " + id);
    }

    static Optional<GateException> possession(boolean required, @Nullable Proof proof) {
        return required && proof == null
                ? refusal(
                        ReasonCode.PROOF_MISSING,
                        "the policy binds the token to a key; send a proof that you have one (header DPoP, RFC 9449)")
                : Optional.empty();
    }

    static Optional<GateException> atHost(Ask ask, Judgement judgement) {
        // A token of the host is good for whoever has it.
        return judgement.github().isEmpty() || judgement.isPossessionRequired()
                ? refusal(
                        ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED,
                        "the policy does not let request " + ask.id() + " have a token of GitHub (token.github)")
                : Optional.empty();
    }

    /** Whether the policy would still let the host mint those of these tokens that it has minted. */
    static Optional<GateException> stillAtHost(Ask ask, List<TokenEvent.Minted> tokens, Judgement judgement) {
        List<TokenEvent.Minted> minted = tokens.stream()
                .filter(token -> token.kind() == TokenKind.GITHUB_INSTALLATION)
                .toList();
        boolean permitted = judgement
                .github()
                .filter(terms -> minted.stream().allMatch(token -> terms.permit(token.scopes())))
                .isPresent();
        return minted.isEmpty() || (permitted && !judgement.isPossessionRequired())
                ? Optional.empty()
                : Optional.of(noLonger(ask, ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED));
    }

    private static Optional<GateException> refusal(ReasonCode reason, String message) {
        return Optional.of(new GateException(reason, message));
    }
}
