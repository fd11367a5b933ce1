package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a surface needs to show a request: the same for Slack, GitHub, web and console, so that they cannot differ.
 *
 * @param request the request as its events tell it
 * @param explanation the policy's answer now, or the one that settled it
 * @param persons everybody named in it, by id
 * @param voteReason when the policy asks voters for a reason
 * @param emergency on what terms the policy lets some people let it happen at once, while it waits; then, while nobody has looked at it
 *     afterwards, on what terms somebody does; else {@code null}
 * @param reviewers who is known to be able to look at an emergency afterwards; empty where nobody has to, or has already
 * @param revocable whether there is still something to take back
 * @param permalinks the address of the request's message in a channel, by the channel's kind
 * @param now when the view was made
 */
public record ReviewView(
        ApprovalRequest request,
        Explanation explanation,
        Map<PersonId, Person> persons,
        VoteReason voteReason,
        @Nullable BreakGlass emergency,
        List<PersonId> reviewers,
        boolean revocable,
        Map<String, String> permalinks,
        Instant now) {

    public ReviewView {
        persons = Map.copyOf(persons);
        reviewers = List.copyOf(reviewers);
        permalinks = Map.copyOf(permalinks);
    }

    /** {@return what is asked} */
    public Ask ask() {
        return request.ask();
    }

    /** {@return whether the policy lets some people let it happen at once} */
    public boolean mayBreakGlass() {
        return request.isPending() && emergency != null;
    }

    /** {@return whether it happened in an emergency that nobody else has looked at} */
    public boolean awaitsReview() {
        return request.glass().isPresent() && request.reviewed().isEmpty();
    }

    /** {@return whether it happened in an emergency that nobody else has looked at in time} */
    public boolean isReviewOverdue() {
        return request.isReviewOverdue(now);
    }

    /** {@return whether the policy wants a reason in words with that kind of vote} */
    public boolean asksForReason(Vote.Kind kind) {
        return CastVote.needsReason(voteReason, kind);
    }

    /** {@return how to show a person: their name, or their id where the policy no longer knows them} */
    public String nameOf(PersonId id) {
        return Optional.ofNullable(persons.get(id)).map(Person::name).orElse(id.value());
    }
}
