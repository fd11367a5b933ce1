package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the event that ends a request. */
final class Settlement {

    private Settlement() {}

    /** {@return the end that an evaluation means; empty while more votes are needed} */
    static Optional<ApprovalEvent.Settled> of(Judgement judgement, Instant at) {
        Evaluation evaluation = judgement.evaluation();
        Policy policy = judgement.policy();
        Explanation explanation = evaluation.explanation();
        return switch (evaluation.verdict()) {
            case PENDING -> Optional.empty();
            case APPROVED ->
                Optional.of(new ApprovalEvent.Settled(
                        new Decision(Decision.Outcome.APPROVED, null, evaluation.deciders(), policy.digest(), at),
                        explanation));
            case REJECTED ->
                Optional.of(new ApprovalEvent.Settled(
                        new Decision(
                                Decision.Outcome.REJECTED,
                                ReasonCode.REJECTED_BY_PERSON,
                                evaluation.deciders(),
                                policy.digest(),
                                at),
                        explanation));
            case REFUSED ->
                Optional.of(new ApprovalEvent.Settled(
                        new Decision(Decision.Outcome.REFUSED, explanation.reason(), List.of(), policy.digest(), at),
                        explanation));
        };
    }

    /** {@return an end that no vote brought about} */
    static ApprovalEvent.Settled without(
            Decision.Outcome outcome, ReasonCode reason, Sha256 policy, Explanation asItStood, Instant at) {
        return new ApprovalEvent.Settled(new Decision(outcome, reason, List.of(), policy, at), asItStood);
    }
}
