package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Contributor;
import java.util.Locale;

/** Hands in a change that bar from approving it, unless a rule lets them by name. */
public enum Duty {
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
    PIPELINE_CHANGER,
    /** Answers for the pipeline: may approve only where the rule names the owners themselves, not by way of another group. */
    OWNER;

    /** {@return the duty that somebody had} */
    public static Duty of(Contributor.Role role) {
        return switch (role) {
            case AUTHOR -> AUTHOR;
            case PULL_REQUEST_AUTHOR -> PULL_REQUEST_AUTHOR;
            case MERGER -> MERGER;
            case PUSHER -> PUSHER;
            case TRIGGER -> TRIGGER;
            case PIPELINE_CHANGER -> PIPELINE_CHANGER;
        };
    }

    /** {@return the word that policies use, in lower case} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
