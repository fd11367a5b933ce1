package dev.approvalgate.gate.work;

import dev.approvalgate.domain.approval.GateException;

/** What is kept of an error. It may quote what others sent: its beginning is enough, and nothing in it may act on a terminal. */
public final class ErrorText {

    private static final int LONGEST = 500;

    private ErrorText() {}

    /** {@return the beginning of the message, at most 501 characters, without control characters} */
    public static String of(GateException error) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        String beginning = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
        return beginning.replaceAll("\\p{Cntrl}|\\p{Cs}", " ");
    }
}
