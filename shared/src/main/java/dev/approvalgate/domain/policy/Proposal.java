package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.Personal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, before or after a request was opened for it.
 *
 * @param change what would happen
 * @param claims verified facts about the pipeline by the claim's name
 * @param justification why, in the pipeline's own words, or {@code null} if it gave none
 * @param openedAt when it was asked
 * @param assurance of the gate that is asked
 */
public record Proposal(
        Change change,
        Map<String, String> claims,
        @Nullable Personal<String> justification,
        Instant openedAt,
        Assurance assurance) {
    public Proposal {
        claims = Map.copyOf(claims);
    }

    /** {@return what an open request asks} */
    public static Proposal of(Ask ask) {
        return new Proposal(
                ask.change(),
                ask.requester().claims(),
                ask.justification(),
                ask.terms().openedAt(),
                ask.host().assurance());
    }
}
