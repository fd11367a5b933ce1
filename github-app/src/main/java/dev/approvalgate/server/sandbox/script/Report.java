package dev.approvalgate.server.sandbox.script;

import dev.approvalgate.server.sandbox.slack.Json;
import java.io.PrintWriter;

/** Tells how the steps went, one line each: for people, or one JSON object a line. */
public final class Report {
    private final PrintWriter out;
    private final boolean json;
    private int steps;

    /**
     * Writes to a stream.
     *
     * @param json whether each line is a JSON object with {@code step}, {@code ok}, {@code name} and {@code observed}
     */
    public Report(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Begins a part of the story; nothing is written where lines are JSON. */
    void part(String title) {
        if (!json) {
            out.printf("%n%s%n", title);
            out.flush();
        }
    }

    /** Tells that a step held, and what was observed. */
    void held(String name, String observed) {
        write(true, name, observed);
    }

    /** Tells that a step did not hold, and what was seen instead. */
    void failed(String name, String seen) {
        write(false, name, seen);
    }

    /** {@return how many steps were told} */
    public int steps() {
        return steps;
    }

    private void write(boolean ok, String name, String observed) {
        steps++;
        if (json) {
            out.println(Json.write(Json.object()
                    .put("step", steps)
                    .put("ok", ok)
                    .put("name", name)
                    .put("observed", observed)));
        } else {
            out.printf("%s  %s: %s%n", ok ? "ok  " : "FAIL", name, observed);
        }
        out.flush();
    }
}
