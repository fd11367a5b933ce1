package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.jwt.KeySources;
import dev.approvalgate.adapter.jwt.KeyWork;
import dev.approvalgate.adapter.jwt.SigningKeys;
import dev.approvalgate.adapter.store.OwnedStore;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.server.KeySide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the next keys before it is time. */
@Command(
        name = "rotate",
        description =
                "Makes the next key of each algorithm now; it signs once it has been published for tokens.publish_ahead."
                        + " A server that runs is asked to do it; else it is done here.")
final class KeysRotateCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--abandon-unreadable",
            description =
                    "Give up keys that this GATE_KEY cannot open, and make new ones that sign at once. Tokens that the old"
                            + " ones signed die. The server must not run.")
    private boolean abandon;

    @Option(
            names = "--compromised",
            description =
                    "Give up every key that is published, because somebody else may have it, and make new ones that sign at"
                            + " once. Tokens that the old ones signed die. Also while the server runs.")
    private boolean compromised;

    KeysRotateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (abandon && compromised) {
            throw wrong("give --abandon-unreadable or --compromised, not both");
        }
        GateSettings settings = config.read(context.environment());
        if (OwnedStore.isInUse(settings.store())) {
            ask(settings.store());
            return 0;
        }
        if (!Files.exists(settings.store())) {
            // Opening would make a new, empty store.
            throw wrong("there is no store at " + settings.store()
                    + " yet; the first start of the server makes store and keys");
        }
        var random = new SecureRandom();
        var vault = new AesKeyVault(settings.gateKey(), random);
        try (var store = SqliteStore.open(settings.store(), context.clock(), random)) {
            KeySources sources = KeySide.sources(vault, store, context.clock(), random);
            List<String> lines = abandon
                    ? abandon(settings, sources)
                    : compromised ? replace(settings, sources) : rotate(settings, sources);
            common.answer(
                    String.join(System.lineSeparator(), lines), Map.of("ok", true, "asked", false, "done", lines));
        }
        return 0;
    }

    private void ask(Path store) {
        if (abandon) {
            throw wrong("a server runs with " + store
                    + ", so its keys can be opened; stop it first if you mean to give them up");
        }
        Instant now = context.clock().instant();
        OwnedStore.leave(
                store, compromised ? KeyWork.compromise(published(store), now) : KeyWork.rotation(now), KeyRing.STREAM);
        common.answer(
                compromised
                        ? "The server that runs is asked to give up every key and to make new ones, which takes it a moment:"
                                + " gate keys list shows when it has."
                        : "The server that runs is asked to make the next keys, which takes it a moment: gate keys list"
                                + " shows them.",
                Map.of("ok", true, "asked", true, "done", List.of()));
    }

    private static List<String> published(Path store) {
        try (var archive = StoreArchive.open(store)) {
            return published(archive.events());
        }
    }

    private static List<String> published(EventStore events) {
        return KeyRing.of(events.read(KeyRing.STREAM).events()).published().stream()
                .map(KeyLife::id)
                .toList();
    }

    private static SigningKeys keys(GateSettings settings, KeySources sources) {
        return SigningKeys.open(
                sources,
                KeySide.rotation(settings.keys()),
                KeySide.external(settings.keys().signer()));
    }

    private static List<String> replace(GateSettings settings, KeySources sources) {
        List<String> lines = keys(settings, sources).replaceCompromised(published(sources.events())).stream()
                .flatMap(event -> told(event).stream())
                .toList();
        return lines.isEmpty() ? List.of("There are no keys of ours; nothing was given up and nothing made.") : lines;
    }

    private static Optional<String> told(KeyEvent event) {
        if (event instanceof KeyEvent.Abandoned) {
            return Optional.of(event.id() + " is given up; tokens that it signed are dead");
        }
        return event instanceof KeyEvent.Started ? Optional.of(event.id() + " is made and signs") : Optional.empty();
    }

    private static List<String> rotate(GateSettings settings, KeySources sources) {
        List<String> made =
                keys(settings, sources).rotate().stream().map(KeyEvent::id).toList();
        KeyRing ring = KeyRing.of(sources.events().read(KeyRing.STREAM).events());
        var lines = new ArrayList<String>();
        for (String algorithm : ring.algorithms()) {
            ring.key(algorithm, State.NEXT)
                    .ifPresentOrElse(
                            next -> lines.add(algorithm + ": " + next.id()
                                    + (made.contains(next.id()) ? " is made" : " waits already, so none is made")
                                    + "; it signs from " + next.signsFrom() + " on"),
                            () -> lines.add(algorithm + ": the key is not kept here; see token_signer"));
        }
        return lines.isEmpty() ? List.of("There are no keys yet; the first start of the server makes one.") : lines;
    }

    private static List<String> abandon(GateSettings settings, KeySources sources) {
        List<KeyEvent> lost = SigningKeys.abandonUnreadable(sources, KeySide.rotation(settings.keys()));
        return lost.isEmpty()
                ? List.of("Every key can be opened with this GATE_KEY; nothing was given up and nothing made.")
                : lost.stream().flatMap(event -> told(event).stream()).toList();
    }

    private static GateException wrong(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
