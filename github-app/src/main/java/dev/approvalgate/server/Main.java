package dev.approvalgate.server;

import dev.approvalgate.server.cli.Context;
import dev.approvalgate.server.cli.GateCommand;
import dev.approvalgate.server.sandbox.SandboxCommand;
import java.time.Clock;

/** The program {@code gate}. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
public final class Main {

    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) {
        int code = GateCommand.line(new Context(System.getenv(), Clock.systemUTC()))
                .addSubcommand(new SandboxCommand())
                .execute(args);
        System.exit(code);
    }
}
