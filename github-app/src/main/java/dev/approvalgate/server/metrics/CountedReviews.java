package dev.approvalgate.server.metrics;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.VoteAttempt;
import java.util.Optional;

/** Counts votes. */
public final class CountedReviews implements Reviews {

    private final Reviews reviews;
    private final GateMetrics metrics;

    /** Counts votes cast through these. */
    public CountedReviews(Reviews reviews, GateMetrics metrics) {
        this.reviews = reviews;
        this.metrics = metrics;
    }

    @Override
    public Optional<ReasonCode> vote(VoteAttempt attempt) {
        Optional<ReasonCode> refusal = reviews.vote(attempt);
        refusal.ifPresentOrElse(
                reason -> metrics.voteRefused(attempt.channel(), reason), () -> metrics.voted(attempt.channel()));
        return refusal;
    }

    @Override
    public ReviewView view(RequestId id) {
        return reviews.view(id);
    }
}
