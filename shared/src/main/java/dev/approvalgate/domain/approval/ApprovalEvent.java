package dev.approvalgate.domain.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to an approval request. The first event is always {@link Opened}. */
public sealed interface ApprovalEvent extends DomainEvent {

    /**
     * The request came into being.
     *
     * @param ask what is asked
     */
    record Opened(Ask ask) implements ApprovalEvent {
        @Override
        public Instant at() {
            return ask.terms().openedAt();
        }
    }

    /**
     * The host asked again for the same change digest (another job of the run, or a repeated webhook): still one request.
     *
     * @param job the host's name for what waits
     * @param at when
     */
    record Joined(String job, Instant at) implements ApprovalEvent {}

    /**
     * The request was shown, or what is shown was renewed.
     *
     * @param channel where
     * @param reference the channel's own name for the message
     * @param rendered hash of exactly what is shown; the text lies beside the ledger under this hash
     * @param at when
     */
    record Published(ChannelAddress channel, String reference, Sha256 rendered, Instant at) implements ApprovalEvent {}

    /**
     * A vote was recorded.
     *
     * @param vote the vote
     */
    record Voted(Vote vote) implements ApprovalEvent {
        @Override
        public Instant at() {
            return vote.at();
        }
    }

    /**
     * Somebody tried to vote and it does not count.
     *
     * @param account the account that tried
     * @param person its person, or {@code null} if it belongs to nobody we know
     * @param kind what they tried to say
     * @param channel the kind of channel
     * @param reason why it does not count
     * @param at when
     */
    record VoteRefused(
            Account account, @Nullable PersonId person, Vote.Kind kind, String channel, ReasonCode reason, Instant at)
            implements ApprovalEvent {}

    /**
     * The request ended. Happens once.
     *
     * @param decision how
     * @param explanation the policy's answer that led to it
     */
    record Settled(Decision decision, Explanation explanation) implements ApprovalEvent {
        @Override
        public Instant at() {
            return decision.at();
        }
    }

    /**
     * One person let it happen at once, in an emergency; always together with the {@link Settled} that follows from it.
     *
     * @param person who
     * @param account the account they acted through
     * @param channel the kind of channel
     * @param shown hash of exactly what they were shown
     * @param reason why, in their words
     * @param reviewBy until when others must have looked at it
     * @param at when
     */
    record GlassBroken(
            PersonId person,
            Account account,
            String channel,
            Sha256 shown,
            Personal<String> reason,
            Instant reviewBy,
            Instant at)
            implements ApprovalEvent {}

    /**
     * Somebody else has looked at what happened in an emergency. Happens once.
     *
     * @param person who
     * @param account the account they acted through
     * @param channel the kind of channel
     * @param reason what they have to say of it, or {@code null}
     * @param at when
     */
    record EmergencyReviewed(
            PersonId person,
            Account account,
            String channel,
            @Nullable Personal<String> reason,
            Instant at) implements ApprovalEvent {}

    /**
     * An approval was taken back: its tokens are dead, and no other is minted. Happens once, together with the death of every token that
     * lived.
     *
     * @param person who, or {@code null} where an operator did it, whom the gate does not know
     * @param account the account they acted through, or {@code null} for an operator
     * @param channel the kind of channel
     * @param reason why, in their words
     * @param at when
     */
    record ApprovalRevoked(
            @Nullable PersonId person, @Nullable Account account, String channel, Personal<String> reason, Instant at)
            implements ApprovalEvent {}

    /**
     * The host was told the decision and acknowledged it.
     *
     * @param state what it was told, in the host's words
     * @param at when
     */
    record DecisionDelivered(String state, Instant at) implements ApprovalEvent {}

    /**
     * An outward effect was given up.
     *
     * @param effect its kind
     * @param reason why
     * @param detail the last error, without secrets
     * @param at when
     */
    record EffectGivenUp(String effect, ReasonCode reason, String detail, Instant at) implements ApprovalEvent {}
}
