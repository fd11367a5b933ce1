package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.adapter.store.ledger.LedgerFile;
import dev.approvalgate.gate.port.Ledger.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks every record, link and commitment. */
@Command(
        name = "verify",
        description = "Checks every record, link and personal value of a ledger, also while the server runs."
                + " Exit code 1 where something is wrong.")
final class LedgerVerifyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--file", paramLabel = "FILE", description = "An exported ledger (NDJSON) instead of a store.")
    private @Nullable Path file;

    LedgerVerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Verification found = found();
        common.answer(text(found), members(found));
        return found.holds() ? 0 : Failures.FAILED;
    }

    private Verification found() throws IOException {
        if (file != null) {
            return LedgerFile.verify(file);
        }
        Path path = store.file(context.environment());
        try (var archive = StoreArchive.open(path)) {
            common.progress("Checking " + archive.ledger().size() + " records of " + path + " ...");
            return archive.ledger().verify();
        }
    }

    private static String text(Verification found) {
        String counts = found.records() + " records in " + found.streams() + " streams, " + found.values()
                + " personal values, " + found.erased() + " erased";
        return found.holds()
                ? "The ledger holds: " + counts + "."
                : "The ledger is BROKEN (" + counts + " before that):" + System.lineSeparator() + "  "
                        + String.join(System.lineSeparator() + "  ", found.problems());
    }

    private static Map<String, Object> members(Verification found) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ok", found.holds());
        members.put("records", found.records());
        members.put("streams", found.streams());
        members.put("values", found.values());
        members.put("erased", found.erased());
        members.put("problems", found.problems());
        return members;
    }
}
