package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that a surface needs to show a request: the same for Slack, GitHub, web and console, so that they cannot differ.
 *
 * @param request the request as its events tell it
 * @param explanation the policy's answer now, or the one that settled it
 * @param persons everybody named in it, by id
 * @param voteReason when the policy asks voters for a reason
 * @param mayBreakGlass whether the policy lets some people let it happen at once
 * @param permalinks the address of the request's message in a channel, by the channel's kind
 * @param now when the view was made
 */
public record ReviewView(
        ApprovalRequest request,
        Explanation explanation,
        Map<PersonId, Person> persons,
        VoteReason voteReason,
        boolean mayBreakGlass,
        Map<String, String> permalinks,
        Instant now) {

    public ReviewView {
        persons = Map.copyOf(persons);
        permalinks = Map.copyOf(permalinks);
    }

    /** {@return what is asked} */
    public Ask ask() {
        return request.ask();
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
