package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.jwt.PemFiles;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.KeyRing;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the published keys for verifiers that name files. */
@Command(
        name = "pem",
        description =
                "Writes the published keys as PEM into a folder: ES256-current.pem, ES256-next.pem and ES256-previous.pem, and likewise RS256,"
                        + " always all three, each replaced in one step. Run it more often than keys are published ahead, and let the verifier read them again.")
final class KeysPemCommand implements Callable<Integer> {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]", "localhost");

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Take the keys that the gate at this public URL publishes, instead of a store's.")
    private @Nullable URI url;

    KeysPemCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> files = url == null ? stored() : PemFiles.of(fetched(url));
        if (files.isEmpty()) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "no keys are published yet; the first start of the server makes one");
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            PublicFile.write(out.path().resolve(file.getKey()), file.getValue());
        }
        common.answer(
                String.join(", ", files.keySet()) + " written to " + out.path(),
                Map.of("ok", true, "files", List.copyOf(files.keySet())));
        return 0;
    }

    private Map<String, String> stored() {
        try (var archive = StoreArchive.open(store.file(context.environment()))) {
            return PemFiles.of(KeyRing.of(archive.events().read(KeyRing.STREAM).events()), archive.signingKeys());
        }
    }

    /** Whoever could change the keys on the way could sign tokens. */
    private static String fetched(URI url) throws IOException {
        boolean safe = "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost())));
        if (!safe) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "keys are read over https, or from this machine only; name such a URL");
        }
        return new Web().text(URI.create(url.toString().replaceAll("/+$", "") + "/oauth2/jwks"));
    }
}
