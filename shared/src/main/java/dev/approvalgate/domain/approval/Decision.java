package dev.approvalgate.domain.approval;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param outcome the end
 * @param reason why, or {@code null} for an approval
 * @param by the persons whose votes decided, in the order of their votes; empty where no person did
 * @param policy digest of the policy that decided
 * @param at when
 */
public record Decision(Outcome outcome, @Nullable ReasonCode reason, List<PersonId> by, Sha256 policy, Instant at) {

    public Decision {
        by = List.copyOf(by);
    }

    /** {@return whether the machine may act} */
    public boolean allows() {
        return outcome == Outcome.APPROVED || outcome == Outcome.BROKEN_GLASS;
    }

    /** The ends that a request can come to. */
    public enum Outcome {
        /** The policy is satisfied. */
        APPROVED,
        /** A person said no. */
        REJECTED,
        /** The policy said no before anybody was asked. */
        REFUSED,
        /** Nobody decided in time. */
        EXPIRED,
        /** The run ended, or the requester withdrew. */
        CANCELLED,
        /** A newer request for the same pipeline, action and environment took its place. */
        SUPERSEDED,
        /** One person let it happen at once, in an emergency; others review that afterwards. */
        BROKEN_GLASS
    }
}
