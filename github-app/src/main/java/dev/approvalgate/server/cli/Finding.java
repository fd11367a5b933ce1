package dev.approvalgate.server.cli;

import dev.approvalgate.domain.approval.GateException;
import java.util.function.Supplier;

/**
 * What one step of the doctor found.
 *
 * @param step what was looked at
 * @param status how it is
 * @param message what was seen, and where it is not right, the way out
 */
record Finding(String step, Status status, String message) {

    enum Status {
        OK,
        FAIL,
        WARN,
        SKIP
    }

    static Finding ok(String step, String message) {
        return new Finding(step, Status.OK, message);
    }

    static Finding fail(String step, String message) {
        return new Finding(step, Status.FAIL, message);
    }

    /** Not right, and no failure. */
    static Finding warn(String step, String message) {
        return new Finding(step, Status.WARN, message);
    }

    static Finding skip(String step, String message) {
        return new Finding(step, Status.SKIP, message);
    }

    /** {@return what a look found: what it says, or why it failed} */
    static Finding of(String step, Supplier<String> look) {
        try {
            return ok(step, look.get());
        } catch (GateException e) {
            return fail(step, String.valueOf(e.getMessage()));
        }
    }
}
