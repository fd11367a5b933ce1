package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import java.util.Optional;

/** What people do: look, and answer. */
public interface Reviews {

    /**
     * Records a click. A click that does not count is recorded too, with the reason, and answered privately where the channel can.
     *
     * @return why it does not count; empty where the vote is recorded and durable
     * @throws GateException where a fact that is needed cannot be read now ({@code UNAVAILABLE}: try again), or with {@code
     *     request_not_found}
     */
    Optional<ReasonCode> vote(VoteAttempt attempt);

    /**
     * Lets a request that waits happen at once, in an emergency. A click that may not is recorded too, and answered privately.
     *
     * @param attempt a click to approve, with a reason
     * @return why it does not; empty where it is done and durable
     * @throws GateException as {@link #vote} does
     */
    Optional<ReasonCode> breakGlass(VoteAttempt attempt);

    /**
     * Records that somebody else has looked at what happened in an emergency.
     *
     * @param attempt a click; a reason is what they have to say of it
     * @return why it does not count; empty where it is recorded and durable
     * @throws GateException as {@link #vote} does
     */
    Optional<ReasonCode> reviewEmergency(VoteAttempt attempt);

    /**
     * Takes an approval back while a token can be minted from it or lives: tokens die at once, and no other is minted. May be done by
     * whoever approved it or had a hand in it, and by the policy in force whoever may approve it, may break glass, or owns the pipeline.
     *
     * @param attempt a click, with a reason
     * @return why it does not count; empty where it is done and durable
     * @throws GateException as {@link #vote} does
     */
    Optional<ReasonCode> revoke(VoteAttempt attempt);

    /**
     * {@return the request as every surface shows it}
     *
     * @throws GateException with {@code request_not_found}
     */
    ReviewView view(RequestId id);
}
