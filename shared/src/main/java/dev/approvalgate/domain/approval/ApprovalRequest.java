package dev.approvalgate.domain.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request as its events tell it. Immutable; settles exactly once.
 */
public final class ApprovalRequest {

    private final Ask ask;
    private final List<Vote> votes = new ArrayList<>();
    private final List<ApprovalEvent.VoteRefused> refusedVotes = new ArrayList<>();
    private final Map<ChannelAddress, String> published = new LinkedHashMap<>();
    private final Map<ChannelAddress, Sha256> lastShown = new HashMap<>();
    private final Set<Sha256> shown = new HashSet<>();
    private final List<ApprovalEvent.EffectGivenUp> givenUp = new ArrayList<>();
    private ApprovalEvent.@Nullable Settled settled;
    private ApprovalEvent.@Nullable GlassBroken glass;
    private ApprovalEvent.@Nullable EmergencyReviewed reviewed;
    private ApprovalEvent.@Nullable ApprovalRevoked revoked;
    private int joined;
    private int delivered;

    private ApprovalRequest(Ask ask) {
        this.ask = ask;
    }

    /**
     * {@return the request that these events tell}
     *
     * @param events in order; events of other kinds are passed over
     * @throws IllegalArgumentException where the events are no history of one request
     */
    public static ApprovalRequest of(List<? extends DomainEvent> events) {
        if (events.isEmpty() || !(events.get(0) instanceof ApprovalEvent.Opened opened)) {
            throw new IllegalArgumentException("a request's history begins with its opening");
        }
        var request = new ApprovalRequest(opened.ask());
        for (DomainEvent event : events.subList(1, events.size())) {
            if (event instanceof ApprovalEvent approvalEvent) {
                request.apply(approvalEvent);
            }
        }
        return request;
    }

    private void apply(ApprovalEvent event) {
        if (event instanceof ApprovalEvent.Voted voted) {
            if (settled != null) {
                throw new IllegalArgumentException("a vote after the end");
            }
            votes.add(voted.vote());
        } else if (event instanceof ApprovalEvent.Settled settlement) {
            if (settled != null) {
                throw new IllegalArgumentException("settled twice");
            }
            settled = settlement;
        } else if (event instanceof ApprovalEvent.Published publication) {
            published.put(publication.channel(), publication.reference());
            shown.add(publication.rendered());
            lastShown.put(publication.channel(), publication.rendered());
        } else if (event instanceof ApprovalEvent.VoteRefused refused) {
            refusedVotes.add(refused);
        } else if (event instanceof ApprovalEvent.GlassBroken broken) {
            glass = broken;
        } else if (event instanceof ApprovalEvent.EmergencyReviewed seen) {
            reviewed = seen;
        } else if (event instanceof ApprovalEvent.ApprovalRevoked revocation) {
            revoked = revocation;
        } else if (event instanceof ApprovalEvent.Joined) {
            joined++;
        } else if (event instanceof ApprovalEvent.DecisionDelivered) {
            delivered++;
        } else if (event instanceof ApprovalEvent.EffectGivenUp lost) {
            givenUp.add(lost);
        } else {
            throw new IllegalArgumentException("opened twice");
        }
    }

    /** {@return what is asked} */
    public Ask ask() {
        return ask;
    }

    /** {@return the recorded votes, oldest first} */
    public List<Vote> votes() {
        return List.copyOf(votes);
    }

    /** {@return attempts to vote that did not count, oldest first} */
    public List<ApprovalEvent.VoteRefused> refusedVotes() {
        return List.copyOf(refusedVotes);
    }

    /** {@return whether that person's vote is recorded} */
    public boolean hasVoted(PersonId person) {
        return votes.stream().anyMatch(vote -> vote.person().equals(person));
    }

    /** {@return the decision, once there is one} */
    public Optional<Decision> decision() {
        return Optional.ofNullable(settled).map(ApprovalEvent.Settled::decision);
    }

    /** {@return the policy's answer that led to the decision, once there is one} */
    public Optional<Explanation> settledBecause() {
        return Optional.ofNullable(settled).map(ApprovalEvent.Settled::explanation);
    }

    /** {@return whether it still waits} */
    public boolean isPending() {
        return settled == null;
    }

    /** {@return the channel's own name for its message, by channel, in the order of publication} */
    public Map<ChannelAddress, String> published() {
        return Collections.unmodifiableMap(published);
    }

    /** {@return the hash of what a channel shows now; empty where it shows nothing yet} */
    public Optional<Sha256> shownIn(ChannelAddress channel) {
        return Optional.ofNullable(lastShown.get(channel));
    }

    /** {@return the hash of a rendering that reviewers were shown, by its beginning of at least 16 digits} */
    public Optional<Sha256> shownAs(String hashPrefix) {
        return shown.stream()
                .filter(hash -> hashPrefix.length() >= 16 && hash.hex().startsWith(hashPrefix))
                .findFirst();
    }

    /** {@return who let it happen in an emergency; empty where nobody did} */
    public Optional<ApprovalEvent.GlassBroken> glass() {
        return Optional.ofNullable(glass);
    }

    /** {@return who has looked at the emergency afterwards; empty where nobody has} */
    public Optional<ApprovalEvent.EmergencyReviewed> reviewed() {
        return Optional.ofNullable(reviewed);
    }

    /** {@return who has taken the approval back; empty where nobody has} */
    public Optional<ApprovalEvent.ApprovalRevoked> revoked() {
        return Optional.ofNullable(revoked);
    }

    /** {@return whether it was let happen, and nobody has taken that back} */
    public boolean isAllowed() {
        return revoked == null && settled != null && settled.decision().allows();
    }

    /** {@return whether it happened in an emergency that nobody else has looked at in time} */
    public boolean isReviewOverdue(Instant now) {
        return reviewed == null && glass != null && !now.isBefore(glass.reviewBy());
    }

    /** {@return how often the host asked again for the same change} */
    public int joined() {
        return joined;
    }

    /** {@return how often the host acknowledged the decision} */
    public int delivered() {
        return delivered;
    }

    /** {@return outward effects that were given up} */
    public List<ApprovalEvent.EffectGivenUp> givenUp() {
        return List.copyOf(givenUp);
    }
}
