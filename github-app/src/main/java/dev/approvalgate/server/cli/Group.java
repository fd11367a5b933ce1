package dev.approvalgate.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others. */
@Command
abstract class Group implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("unused") // help and exit codes
    private Common common = new Common();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new ParameterException(
                line,
                "name one of its commands: "
                        + String.join(", ", line.getSubcommands().keySet()));
    }
}
