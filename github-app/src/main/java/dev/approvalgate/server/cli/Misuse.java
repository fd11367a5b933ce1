package dev.approvalgate.server.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where to read how it is right; a whole page of help would bury it. */
final class Misuse implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("gate: " + e.getMessage());
        if (line.getSubcommands().isEmpty()) {
            UnmatchedArgumentException.printSuggestions(e, err);
            err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        } else if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            line.usage(err);
        }
        err.flush();
        return Failures.WRONG;
    }
}
