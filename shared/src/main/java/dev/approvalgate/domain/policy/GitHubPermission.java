package dev.approvalgate.domain.policy;

import java.util.Locale;

/**
 * What an installation token of the gate's own App may be narrowed to, by GitHub's names. A closed list: nothing with which a job could
 * decide about deployments itself, forge the gate's check, or change who may do what.
 */
public enum GitHubPermission {
    /** Workflows and their runs. */
    ACTIONS(Access.READ),
    /** Attestations of artifacts. */
    ATTESTATIONS(Access.WRITE),
    /** Check runs; whoever may write those speaks for the gate. */
    CHECKS(Access.READ),
    /** Files, commits, branches and releases. */
    CONTENTS(Access.WRITE),
    /** Deployments; whoever may write those can answer the gate's own protection rule. */
    DEPLOYMENTS(Access.READ),
    /** Issues. */
    ISSUES(Access.WRITE),
    /** Names and the like. */
    METADATA(Access.READ),
    /** Packages. */
    PACKAGES(Access.WRITE),
    /** Pages. */
    PAGES(Access.WRITE),
    /** Pull requests. */
    PULL_REQUESTS(Access.WRITE),
    /** Commit statuses. */
    STATUSES(Access.WRITE);

    private final Access most;

    GitHubPermission(Access most) {
        this.most = most;
    }

    /** How much. */
    public enum Access {
        /** Look. */
        READ,
        /** Look and change. */
        WRITE;

        /** {@return GitHub's name} */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return what can be granted at most} */
    public Access most() {
        return most;
    }

    /** {@return GitHub's name} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
