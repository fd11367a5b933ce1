package dev.approvalgate.server.loopback;

/** Thrown by a route's handler to answer with an error. */
public final class Refusal extends RuntimeException {

    private final transient Answer answer;

    /** Refuses with the given answer. */
    public Refusal(Answer answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** What the caller is told. */
    public Answer answer() {
        return answer;
    }
}
