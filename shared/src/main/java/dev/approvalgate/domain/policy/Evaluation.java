package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.PersonId;
import java.util.List;

/**
 * The policy's answer to a request and its votes.
 *
 * @param verdict whether it may happen
 * @param explanation why
 * @param deciders the persons whose votes decided, in the order of their votes; empty while pending
 */
public record Evaluation(Verdict verdict, Explanation explanation, List<PersonId> deciders) {

    public Evaluation {
        deciders = List.copyOf(deciders);
    }

    /** The answers there are. */
    public enum Verdict {
        /** Enough of the right people said yes. */
        APPROVED,
        /** More votes are needed and possible. */
        PENDING,
        /** One of the right people said no. */
        REJECTED,
        /** It can never be approved. */
        REFUSED
    }
}
