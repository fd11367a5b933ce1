package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.Explained;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.server.policy.ExplainAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells in words what the policy says of one request. */
@Command(
        name = "explain",
        description =
                "Tells in words what the policy says of one request, also while the server runs: how it was decided,"
                        + " or what is missing.")
final class PolicyExplainCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ServerOption server = new ServerOption();

    @Parameters(index = "0", paramLabel = "REQUEST", description = "The request's id, such as req_....")
    private String request = "";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Put the request to this policy instead of telling how it was decided; policy.yaml while it waits.")
    private @Nullable Path policy;

    PolicyExplainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!RequestId.isWellFormed(request)) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED,
                    "that is no request's id; write one as messages and the ledger have it: req_ and 26 characters");
        }
        URI base = server.base("--policy", "--store", "--config");
        ExplainAnswer answer = base == null
                ? ExplainAnswer.of(stored(new RequestId(request)))
                : new AdminClient(base, common::progress).explain(request, ExplainAnswer::read);
        common.answer(answer.text(), answer.members());
        return 0;
    }

    private Explained stored(RequestId id) {
        try (var archive = StoreArchive.open(store.file(context.environment()))) {
            var history = archive.events().read(request);
            Optional<Explained> recorded = history.isEmpty() || policy != null
                    ? Optional.empty()
                    : Explained.recorded(ApprovalRequest.of(history.events()));
            return recorded.orElseGet(() -> {
                var replay = new PolicyReplay(
                        archive.events(), archive.index(), new StoredLinks(archive.events()), groups -> Map.of());
                Policy asked = PolicyFile.read(policy == null ? Path.of("policy.yaml") : policy, new CelConditions());
                return Explained.by(replay.one(asked, id, context.clock().instant()));
            });
        }
    }
}
