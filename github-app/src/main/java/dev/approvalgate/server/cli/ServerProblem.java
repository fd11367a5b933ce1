package dev.approvalgate.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.VisibleText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server did not answer, or answered with a problem document (RFC 9457). */
final class ServerProblem extends GateException {

    private static final int LONGEST_LINE = 2_000;

    private final List<String> faults;

    private ServerProblem(ReasonCode reason, String message, List<String> faults) {
        super(reason, message);
        this.faults = List.copyOf(faults);
    }

    private ServerProblem(ReasonCode reason, String message, Throwable cause) {
        super(reason, message, cause);
        this.faults = List.of();
    }

    /** {@return what is wrong with the draft, a line each; empty where nothing is} */
    List<String> faults() {
        return faults;
    }

    /** {@return that nobody answers, and what to do} */
    static ServerProblem unreachable(URI base, Exception cause) {
        return new ServerProblem(
                ReasonCode.SERVER_UNREACHABLE,
                base + " does not answer (" + Web.name(cause) + "); is the server running? Give the address of its"
                        + " admin listener, which serve prints and gate.yaml names as admin_listen, or leave out --server"
                        + " to read the store beside it",
                cause);
    }

    /** {@return that something else answers} */
    static ServerProblem noGate(URI base, int status) {
        return new ServerProblem(
                ReasonCode.SERVER_UNREACHABLE,
                base + " answers " + status + ", but not as the admin listener of a gate of this version; give the"
                        + " address that serve prints as admin",
                List.of());
    }

    /**
     * {@return what a server said}
     *
     * @param draft how the draft is called here
     * @param problem the answer's body; missing where it is no JSON
     */
    static ServerProblem of(URI base, String draft, int status, JsonNode problem) {
        String code = problem.path("reason").asText();
        String detail = line(problem.path("detail").asText());
        if (code.isEmpty() || code.equals(ReasonCode.ENDPOINT_NOT_FOUND.code())) {
            return noGate(base, status);
        }
        var faults = new ArrayList<String>();
        problem.path("faults").forEach(fault -> faults.add(fault(draft, fault)));
        ReasonCode reason = Arrays.stream(ReasonCode.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElse(ReasonCode.INTERNAL);
        return new ServerProblem(
                reason, faults.isEmpty() ? "the server says: " + detail : String.join("\n", faults), faults);
    }

    /** As faults of a file that is read here are told. */
    private static String fault(String draft, JsonNode fault) {
        String key = fault.path("key").asText();
        int number = fault.path("line").asInt();
        return draft
                + (number == 0 ? "" : ":" + number + ":" + fault.path("column").asInt())
                + line(": " + (key.isEmpty() ? "" : key + ": ")
                        + fault.path("message").asText() + "; "
                        + fault.path("remedy").asText());
    }

    private static String line(String text) {
        return VisibleText.line(text, LONGEST_LINE);
    }
}
