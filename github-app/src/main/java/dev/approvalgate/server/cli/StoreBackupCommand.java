package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.store.StoreArchive;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Copies the store. */
@Command(
        name = "backup",
        description =
                "Makes a consistent, verified copy of the store in a file that does not exist yet, also while the server runs. Signing keys in it stay sealed"
                        + " under GATE_KEY: keep that elsewhere.")
final class StoreBackupCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private OutOption out = new OutOption();

    StoreBackupCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = store.file(context.environment());
        try (var archive = StoreArchive.open(file)) {
            common.progress("Copying and verifying " + file + " ...");
            archive.backup(out.path());
        }
        common.answer(
                "The store is copied to " + out.path(),
                Map.of("ok", true, "out", out.path().toString()));
        return 0;
    }
}
