package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.ConfigProblem;
import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one message what went wrong and what to do; stack traces are for defects, and go to the log. */
final class Failures implements IExecutionExceptionHandler {

    static final int FAILED = 1;
    static final int WRONG = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof GateException known) {
            tell(line, parsed, known.reason(), String.valueOf(known.getMessage()), faults(known));
            return known.reason() == ReasonCode.CONFIGURATION_INVALID ? WRONG : FAILED;
        }
        LOG.debug("the command failed", e);
        tell(line, parsed, ReasonCode.INTERNAL, what(e), List.of());
        return FAILED;
    }

    private static String what(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile() + "; name another, or make it";
        }
        if (e instanceof AccessDeniedException denied) {
            return "may not read or write " + denied.getFile() + "; check its permissions";
        }
        return e instanceof IOException && e.getMessage() != null
                ? "cannot read or write: " + e.getMessage()
                : "failed unexpectedly (" + e.getClass().getSimpleName()
                        + "); this is a defect: set GATE_LOG=debug to see where, and report it";
    }

    private static List<String> faults(GateException e) {
        if (e instanceof ServerProblem told) {
            return told.faults();
        }
        return e instanceof ConfigProblem wrong
                ? wrong.faults().stream().map(ConfigProblem.Fault::toString).toList()
                : List.of();
    }

    private static void tell(
            CommandLine line, ParseResult parsed, ReasonCode reason, String message, List<String> faults) {
        if (parsed.subcommands().isEmpty()
                ? parsed.hasMatchedOption("--json")
                : deepest(parsed).hasMatchedOption("--json")) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("ok", false);
            members.put("reason", reason.code());
            members.put("message", message);
            members.put("faults", faults);
            print(line.getOut(), CanonicalJson.text(members));
        } else {
            print(
                    line.getErr(),
                    message.lines()
                            .map(text -> "gate: " + text)
                            .reduce((a, b) -> a + "\n" + b)
                            .orElse("gate: failed"));
        }
    }

    private static ParseResult deepest(ParseResult parsed) {
        ParseResult result = parsed;
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result;
    }

    private static void print(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
