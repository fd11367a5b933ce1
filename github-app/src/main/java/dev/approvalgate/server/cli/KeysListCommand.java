package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyRing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every key that there ever was. */
@Command(
        name = "list",
        description = "Shows the keys that sign deploy tokens with their states and times, also while the server runs.")
final class KeysListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    KeysListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<KeyLife> keys;
        try (var archive = StoreArchive.open(store.file(context.environment()))) {
            keys = KeyRing.of(archive.events().read(KeyRing.STREAM).events()).all();
        }
        var lines = new ArrayList<String>();
        keys.forEach(key -> lines.add(line(key)));
        common.answer(
                lines.isEmpty()
                        ? "There are no keys yet; the first start of the server makes one."
                        : String.join(System.lineSeparator(), lines),
                Map.of(
                        "ok",
                        true,
                        "keys",
                        keys.stream().map(KeysListCommand::members).toList()));
        return 0;
    }

    private static String line(KeyLife key) {
        return String.format(Locale.ROOT, "%-9s %s %s  %s", key.state().word(), key.algorithm(), key.id(), told(key));
    }

    private static String told(KeyLife key) {
        return switch (key.state()) {
            case NEXT -> "published since " + key.madeAt() + ", signs from " + key.signsFrom();
            case CURRENT -> "signs since " + key.startedAt();
            case PREVIOUS -> "signed until " + key.replacedAt();
            case RETIRED, ABANDONED -> "published until " + key.goneAt();
        };
    }

    private static Map<String, Object> members(KeyLife key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kid", key.id());
        members.put("algorithm", key.algorithm());
        members.put("state", key.state().word());
        put(members, "made_at", key.madeAt());
        put(members, "signs_from", key.signsFrom());
        put(members, "started_at", key.startedAt());
        put(members, "replaced_at", key.replacedAt());
        put(members, "gone_at", key.goneAt());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Instant time) {
        if (time != null) {
            members.put(name, time.toString());
        }
    }
}
