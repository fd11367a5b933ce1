package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Environment;
import java.time.Instant;
import java.util.Set;

/**
 * A time in which nothing may happen.
 *
 * @param id names it in the policy
 * @param from from when on
 * @param to until when, not included
 * @param environments where; empty for everywhere
 * @param reason why, for people
 */
public record Freeze(String id, Instant from, Instant to, Set<Environment> environments, String reason) {
    public Freeze {
        environments = Set.copyOf(environments);
    }

    /** {@return whether it holds there and then} */
    public boolean holds(Environment environment, Instant now) {
        return !now.isBefore(from)
                && now.isBefore(to)
                && (environments.isEmpty() || environments.contains(environment));
    }
}
