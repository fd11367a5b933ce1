package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.adapter.store.ledger.LedgerExport;
import dev.approvalgate.server.OwnerOnly;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the ledger to a file that anybody can verify. */
@Command(
        name = "export",
        description = "Writes every record as a line of JSON (NDJSON), also while the server runs. The file holds the"
                + " personal values that have not been erased; it must not exist, and only its owner may read it.")
final class LedgerExportCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private OutOption out = new OutOption();

    LedgerExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (var archive = StoreArchive.open(store.file(context.environment()))) {
            OwnerOnly.create(out.path());
            try (Writer writer =
                    Files.newBufferedWriter(out.path(), StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
                long records = LedgerExport.write(archive.ledger(), writer);
                common.answer(records + " records written to " + out.path(), Map.of("ok", true, "records", records));
            }
        }
        return 0;
    }
}
