package dev.approvalgate.domain.policy;

import java.util.List;

/**
 * Who must say yes: a tree of counted persons. A person who is eligible for several parts counts once in each of them; what needs
 * several persons says so by a count.
 */
public sealed interface Requirement {

    /**
     * So many persons.
     *
     * @param from who they may be
     * @param count how many, at least one
     */
    record Approvals(Approvers from, int count) implements Requirement {
        public Approvals {
            if (count < 1) {
                throw new IllegalArgumentException("at least one person must approve");
            }
        }
    }

    /**
     * All of some requirements.
     *
     * @param parts at least one
     */
    record AllOf(List<Requirement> parts) implements Requirement {
        public AllOf {
            parts = notEmpty(parts);
        }
    }

    /**
     * At least so many of some requirements; one of them is "any of".
     *
     * @param count from one to the number of parts
     * @param parts at least one
     */
    record AtLeast(int count, List<Requirement> parts) implements Requirement {
        public AtLeast {
            parts = notEmpty(parts);
            if (count < 1 || count > parts.size()) {
                throw new IllegalArgumentException("from one to all of the parts must hold");
            }
        }
    }

    /**
     * Nobody: a low-risk case that the policy lets through by itself.
     *
     * @param because what it is called, such as {@code documentation only}; shown and recorded
     */
    record Automatic(String because) implements Requirement {}

    private static List<Requirement> notEmpty(List<Requirement> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a requirement without parts would always hold");
        }
        return List.copyOf(parts);
    }
}
