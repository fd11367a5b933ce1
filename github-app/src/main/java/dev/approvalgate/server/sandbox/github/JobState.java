package dev.approvalgate.server.sandbox.github;

import org.jspecify.annotations.Nullable;

/** Where a job is. */
public enum JobState {
    /** Waiting for its environment's protection rules. */
    WAITING("waiting", null),
    /** On a runner. */
    IN_PROGRESS("in_progress", null),
    /** Ended well. */
    SUCCEEDED("completed", "success"),
    /** Ended badly, or rejected by a protection rule. */
    FAILED("completed", "failure"),
    /** Cancelled with its run. */
    CANCELLED("completed", "cancelled");

    private final String status;
    private final @Nullable String conclusion;

    JobState(String status, @Nullable String conclusion) {
        this.status = status;
        this.conclusion = conclusion;
    }

    String status() {
        return status;
    }

    @Nullable
    String conclusion() {
        return conclusion;
    }

    boolean ended() {
        return conclusion != null;
    }
}
