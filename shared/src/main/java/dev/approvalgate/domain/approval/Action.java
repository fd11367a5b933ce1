package dev.approvalgate.domain.approval;

/**
 * What the machine wants to do. Part of the request, of the digest, of predicates, token claims and messages.
 *
 * @param name lower case, 1 to 40 characters of {@code a-z 0-9 - _ .}, beginning with a letter
 */
public record Action(String name) {

    /** The default. */
    public static final Action DEPLOY = new Action("deploy");

    public Action {
        if (!name.matches("[a-z][a-z0-9._-]{0,39}")) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED,
                    "the action must be 1 to 40 characters of a-z, 0-9, '-', '_' or '.', beginning with a letter");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
