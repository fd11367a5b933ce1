package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.VoteAttempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one approver sees of {@link FakeRequests}. */
final class FakeReviews implements Reviews {

    static final Person GRACE = new Person(new PersonId("grace"), "Grace", Set.of());

    private final FakeRequests requests;
    /** Set where the policy cannot be read. */
    volatile boolean unreadable;

    FakeReviews(FakeRequests requests) {
        this.requests = requests;
    }

    @Override
    public ReviewView view(RequestId id) {
        if (unreadable) {
            throw new GateException(ReasonCode.POLICY_UNREADABLE, "not now");
        }
        ApprovalRequest request = requests.find(id);
        var waits = new Explanation(
                "approval",
                Explanation.Status.PENDING,
                "1",
                "0",
                null,
                List.of(),
                List.of(),
                List.of(GRACE.id()),
                List.of(),
                1);
        return new ReviewView(
                request,
                request.settledBecause().orElse(waits),
                Map.of(GRACE.id(), GRACE),
                VoteReason.OPTIONAL,
                null,
                List.of(),
                false,
                Map.of("slack", "https://example.slack.com/archives/C1/p1"),
                FakeRequests.NOW);
    }

    @Override
    public Optional<ReasonCode> vote(VoteAttempt attempt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ReasonCode> breakGlass(VoteAttempt attempt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ReasonCode> reviewEmergency(VoteAttempt attempt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ReasonCode> revoke(VoteAttempt attempt) {
        throw new UnsupportedOperationException();
    }
}
