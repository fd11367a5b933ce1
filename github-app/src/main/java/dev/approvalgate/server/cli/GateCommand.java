package dev.approvalgate.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program and its commands. */
@Command(
        name = "gate",
        description = "Makes a pipeline wait for a person before it changes production.",
        versionProvider = GateCommand.Version.class)
public final class GateCommand extends Group {

    GateCommand() {}

    /** {@return the program, ready to run} */
    public static CommandLine line(Context context) {
        return new CommandLine(new GateCommand())
                .addSubcommand(new ServeCommand(context))
                .addSubcommand(new SetupCommand(context))
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new CommandLine(new PolicyGroup())
                        .addSubcommand(new PolicyCheckCommand())
                        .addSubcommand(new PolicyTestCommand())
                        .addSubcommand(new PolicyExplainCommand(context))
                        .addSubcommand(new PolicyReplayCommand(context)))
                .addSubcommand(new TokenCommand(context))
                .addSubcommand(new RevokeCommand())
                .addSubcommand(new CommandLine(new LedgerGroup())
                        .addSubcommand(new LedgerVerifyCommand(context))
                        .addSubcommand(new LedgerExportCommand(context)))
                .addSubcommand(new CommandLine(new KeysGroup())
                        .addSubcommand(new KeysListCommand(context))
                        .addSubcommand(new KeysRotateCommand(context))
                        .addSubcommand(new KeysPemCommand(context)))
                .addSubcommand(new CommandLine(new StoreGroup())
                        .addSubcommand(new StoreBackupCommand(context))
                        .addSubcommand(new StoreRebuildCommand(context)))
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Misuse())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Command(name = "policy", description = "Checks, tries and explains policies before they go live.")
    private static final class PolicyGroup extends Group {}

    @Command(name = "ledger", description = "Verifies and exports the ledger.")
    private static final class LedgerGroup extends Group {}

    @Command(name = "keys", description = "Shows, rotates and writes the keys that sign deploy tokens.")
    private static final class KeysGroup extends Group {}

    @Command(name = "store", description = "Keeps the store safe.")
    private static final class StoreGroup extends Group {}

    /** The version in the archive's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GateCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Approval Gate " + (version == null ? "(not packaged)" : version)};
        }
    }
}
