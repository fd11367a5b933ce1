package dev.approvalgate.server.metrics;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.VoteAttempt;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what people do about requests. */
public final class CountedReviews implements Reviews {

    private static final Logger LOG = LoggerFactory.getLogger("reviews");

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
        if (refusal.isEmpty()) {
            metrics.voted(attempt.channel());
        }
        return told(attempt.kind().name().toLowerCase(Locale.ROOT), attempt, refusal);
    }

    @Override
    public Optional<ReasonCode> breakGlass(VoteAttempt attempt) {
        Optional<ReasonCode> refusal = reviews.breakGlass(attempt);
        if (refusal.isEmpty()) {
            metrics.glassBroken(attempt.channel());
        }
        return told("break-glass", attempt, refusal);
    }

    @Override
    public Optional<ReasonCode> reviewEmergency(VoteAttempt attempt) {
        return told("review of an emergency", attempt, reviews.reviewEmergency(attempt));
    }

    @Override
    public Optional<ReasonCode> revoke(VoteAttempt attempt) {
        return told("revocation", attempt, reviews.revoke(attempt));
    }

    private Optional<ReasonCode> told(String what, VoteAttempt attempt, Optional<ReasonCode> refusal) {
        refusal.ifPresent(reason -> metrics.voteRefused(attempt.channel(), reason));
        LOG.info(
                "{} by {}: {}; {}",
                what,
                attempt.account(),
                refusal.map(reason -> "does not count, " + reason.code()).orElse("recorded"),
                CountedRequests.told(() -> reviews.view(attempt.request()).request()));
        return refusal;
    }

    @Override
    public ReviewView view(RequestId id) {
        return reviews.view(id);
    }
}
