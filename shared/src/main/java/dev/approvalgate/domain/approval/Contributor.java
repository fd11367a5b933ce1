package dev.approvalgate.domain.approval;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who had a hand in a change or in its run, and who may therefore not approve it.
 *
 * @param role the hand they had
 * @param account their account, or {@code null} where the host could not name one (a commit whose e-mail belongs to nobody)
 * @param automation whether the host says that the account is a bot or app
 */
public record Contributor(Role role, @Nullable Account account, boolean automation) {

    /** The ways of having a hand in a change. */
    public enum Role {
        /** Wrote a commit. */
        AUTHOR,
        /** Opened the pull request. */
        PULL_REQUEST_AUTHOR,
        /** Merged the pull request. */
        MERGER,
        /** Pushed the commits. */
        PUSHER,
        /** Started the run. */
        TRIGGER,
        /** Changed the pipeline's definition. */
        PIPELINE_CHANGER
    }
}
