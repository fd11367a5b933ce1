package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may be put before people.
 *
 * @param identity the registered identity that asks, or {@code null} if none matches
 * @param rule the rule that applies, or {@code null} if none does
 * @param explanation why; its status is failed exactly when the request is refused
 */
public record Admission(
        @Nullable RegisteredIdentity identity, @Nullable Rule rule, Explanation explanation) {

    /** {@return whether people may be asked} */
    public boolean admitted() {
        return rule != null && explanation.status() != Explanation.Status.FAILED;
    }
}
