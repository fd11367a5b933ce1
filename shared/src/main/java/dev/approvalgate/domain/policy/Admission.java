package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may be put before people.
 *
 * @param identity the registered identity that asks, or {@code null} if none matches
 * @param ruling the rules that apply, or {@code null} if none does
 * @param explanation why; its status is failed exactly when the request is refused
 * @param reconsiderAt when time alone may change the answer, or {@code null} for never
 */
public record Admission(
        @Nullable RegisteredIdentity identity,
        @Nullable Ruling ruling,
        Explanation explanation,
        @Nullable Instant reconsiderAt) {

    /** {@return whether people may be asked} */
    public boolean admitted() {
        return ruling != null && explanation.status() != Explanation.Status.FAILED;
    }
}
