package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Builds the projections anew. */
@Command(
        name = "rebuild",
        description = "Builds the store's projections anew from its ledger. The server must not run meanwhile.")
final class StoreRebuildCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    StoreRebuildCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = store.file(context.environment());
        if (!Files.exists(file)) {
            // Opening would make a new, empty store.
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID, "there is no store at " + file + "; name it with --store");
        }
        try (var open = SqliteStore.open(file, context.clock(), new SecureRandom())) {
            common.progress("Reading " + open.ledger().size() + " records ...");
            long events = open.rebuild();
            common.answer("Projections rebuilt from " + events + " records.", Map.of("ok", true, "records", events));
        }
        return 0;
    }
}
