package dev.approvalgate.server.sandbox.script;

/** A step that did not hold; the message says what was seen instead. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailed(String message) {
        super(message);
    }
}
