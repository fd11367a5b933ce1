package dev.approvalgate.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;

/** Runs commands as {@code main} does, but for the end of the process. */
final class Cli {

    /** What the sandbox's settings need. */
    static final Map<String, String> KEY = Map.of("GATE_KEY_FILE", "gate.key");

    private Cli() {}

    /** What a command answered. */
    record Result(int code, String out, String err) {

        /** {@return the answer, which is one line of JSON} */
        JsonNode json() {
            if (out.lines().count() != 1) {
                throw new AssertionError("not one line: " + out + err);
            }
            try {
                return new JsonMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    static Result run(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = GateCommand.line(new Context(environment, Clock.systemUTC()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
