package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.server.policy.ReplayAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts stored requests to a draft. */
@Command(
        name = "replay",
        description =
                "Puts the stored requests to a draft of a policy, also while the server runs: which outcomes would change?")
final class PolicyReplayCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ServerOption server = new ServerOption();

    @Parameters(index = "0", paramLabel = "DRAFT", description = "The draft.")
    private Path draft = Path.of("policy.yaml");

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "500",
            description = "So many of the newest requests at most, up to 500; ${DEFAULT-VALUE} where left out.")
    private int limit = PolicyReplay.MOST;

    PolicyReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        URI base = server.base("--store", "--config");
        int most = Math.min(Math.max(1, limit), PolicyReplay.MOST);
        ReplayAnswer answer = base == null
                ? stored(most)
                : new AdminClient(base, common::progress).replay(draft, most, ReplayAnswer::read);
        common.answer(answer.text(), answer.members());
        return 0;
    }

    private ReplayAnswer stored(int most) {
        Policy policy = PolicyFile.read(draft, new CelConditions());
        Path file = store.file(context.environment());
        try (var archive = StoreArchive.open(file)) {
            common.progress("Putting the requests in " + file + " to " + draft + " ...");
            var replay = new PolicyReplay(
                    archive.events(), archive.index(), new StoredLinks(archive.events()), groups -> Map.of());
            return ReplayAnswer.of(replay.newest(policy, most));
        }
    }
}
