package dev.approvalgate.server.sandbox.github;

/**
 * Which of the payload forms seen in the field the webhooks take.
 *
 * @param shaAndRef whether a protection rule's payload names commit and reference at its top level
 * @param deployment whether it carries the deployment, or null in its place
 */
public record PayloadStyle(boolean shaAndRef, boolean deployment) {

    /** The present form. */
    public static final PayloadStyle CURRENT = new PayloadStyle(true, true);
}
