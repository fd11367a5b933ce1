package dev.approvalgate.server;

import dev.approvalgate.server.cli.Context;
import dev.approvalgate.server.cli.GateCommand;
import dev.approvalgate.server.sandbox.SandboxCommand;
import java.time.Clock;
import java.util.List;

/** The program {@code gate}. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
public final class Main {

    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) {
        quietUnlessServing(args);
        int code = GateCommand.line(new Context(System.getenv(), Clock.systemUTC()))
                .addSubcommand(new SandboxCommand())
                .execute(args);
        System.exit(code);
    }

    /** The log is the server's; a person at a command sees its answer only. To be called before anything logs. */
    private static void quietUnlessServing(String[] args) {
        if (!List.of(args).contains("serve") && System.getenv("GATE_LOG") == null) {
            System.setProperty("GATE_LOG", "WARN");
        }
    }
}
