package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy's answer to a request and its votes.
 *
 * @param verdict whether it may happen
 * @param explanation why
 * @param deciders the persons whose votes decided, in the order of their votes; empty while pending
 * @param reconsiderAt when time alone may change the answer, or {@code null} for never
 */
public record Evaluation(
        Verdict verdict,
        Explanation explanation,
        List<PersonId> deciders,
        @Nullable Instant reconsiderAt) {
    public Evaluation {
        deciders = List.copyOf(deciders);
    }

    /** The answers there are. */
    public enum Verdict {
        /** Enough of the right people said yes. */
        APPROVED,
        /** More votes, or time, are needed and possible. */
        PENDING,
        /** One of the right people said no. */
        REJECTED,
        /** It can never be approved. */
        REFUSED
    }
}
