package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.util.Optional;

/** {@link Reviews} on the store of this process. */
final class LocalReviews implements Reviews {

    private final CastVote castVote;
    private final Emergencies emergencies;
    private final RevokeApproval revokeApproval;
    private final Journal journal;
    private final ReviewViews views;

    LocalReviews(
            CastVote castVote,
            Emergencies emergencies,
            RevokeApproval revokeApproval,
            Journal journal,
            ReviewViews views) {
        this.castVote = castVote;
        this.emergencies = emergencies;
        this.revokeApproval = revokeApproval;
        this.journal = journal;
        this.views = views;
    }

    @Override
    public Optional<ReasonCode> vote(VoteAttempt attempt) {
        return castVote.cast(attempt);
    }

    @Override
    public Optional<ReasonCode> breakGlass(VoteAttempt attempt) {
        return emergencies.breakGlass(attempt);
    }

    @Override
    public Optional<ReasonCode> reviewEmergency(VoteAttempt attempt) {
        return emergencies.review(attempt);
    }

    @Override
    public Optional<ReasonCode> revoke(VoteAttempt attempt) {
        return revokeApproval.revoke(attempt);
    }

    @Override
    public ReviewView view(RequestId id) {
        return views.view(journal.request(id), Freshness.KNOWN);
    }
}
