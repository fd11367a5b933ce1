package dev.approvalgate.gate.port;

import java.util.List;

/** Runs other programs, without a shell, bounded in time and output. What they are given and answer may be secret: it goes nowhere else. */
public interface Programs {

    /** Runs nothing: every call fails. */
    Programs NONE = (command, input) -> {
        throw new Failed("is not run here");
    };

    /**
     * {@return what the program wrote to its standard output}
     *
     * @param command the program and its arguments
     * @param input what it reads from its standard input
     * @throws Failed where it cannot be started, does not end in time with exit code 0, or writes too much
     */
    byte[] run(List<String> command, byte[] input) throws Failed;

    /** A program did not do what it should. The message tells neither its arguments nor its output. */
    final class Failed extends Exception {
        /**
         * Says what went wrong.
         *
         * @param message in words
         */
        public Failed(String message) {
            super(message);
        }
    }
}
