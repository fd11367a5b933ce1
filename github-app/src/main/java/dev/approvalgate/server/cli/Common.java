package dev.approvalgate.server.cli;

import dev.approvalgate.domain.approval.CanonicalJson;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: help, exit codes, and answers for people or as JSON. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"})
final class Common {

    @Option(names = "--json", description = "Answer as one line of JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Prints the answer: a text for people, or the same as JSON. */
    void answer(String text, Map<String, ? extends @Nullable Object> members) {
        PrintWriter out = out();
        out.println(json ? CanonicalJson.text(members) : text);
        out.flush();
    }

    boolean json() {
        return json;
    }

    /** Says that something takes its time; on the error stream, so that answers stay clean. */
    void progress(String text) {
        PrintWriter err = spec().commandLine().getErr();
        err.println(text);
        err.flush();
    }

    PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command was not parsed");
        }
        return spec;
    }
}
