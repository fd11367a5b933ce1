package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.util.Optional;

/** {@link Reviews} on the store of this process. */
final class LocalReviews implements Reviews {

    private final CastVote castVote;
    private final Journal journal;
    private final ReviewViews views;

    LocalReviews(CastVote castVote, Journal journal, ReviewViews views) {
        this.castVote = castVote;
        this.journal = journal;
        this.views = views;
    }

    @Override
    public Optional<ReasonCode> vote(VoteAttempt attempt) {
        return castVote.cast(attempt);
    }

    @Override
    public ReviewView view(RequestId id) {
        return views.view(journal.request(id), Freshness.KNOWN);
    }
}
