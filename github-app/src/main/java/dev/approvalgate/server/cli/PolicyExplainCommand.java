package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.gate.PolicyReplay.Replayed;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.link.StoredLinks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        try (var archive = StoreArchive.open(store.file(context.environment()))) {
            var id = new RequestId(request);
            var history = archive.events().read(request);
            ApprovalRequest found = history.isEmpty() ? null : ApprovalRequest.of(history.events());
            if (found != null && policy == null && found.settledBecause().isPresent()) {
                answer(found, outcome(found), found.settledBecause().get(), List.of());
                return 0;
            }
            var replay = new PolicyReplay(
                    archive.events(), archive.index(), new StoredLinks(archive.events()), groups -> Map.of());
            Policy draft = PolicyFile.read(policy == null ? Path.of("policy.yaml") : policy, new CelConditions());
            Replayed said = replay.one(draft, id, context.clock().instant());
            answer(
                    said.request(),
                    CaseResult.word(said.answer().verdict()),
                    said.answer().explanation(),
                    said.unread().stream().map(Object::toString).sorted().toList());
            return 0;
        }
    }

    private static String outcome(ApprovalRequest found) {
        return found.decision()
                .map(Decision::outcome)
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .orElse("pending");
    }

    private void answer(ApprovalRequest found, String outcome, Explanation explanation, List<String> unread) {
        List<String> lines = Wording.explain(explanation, PersonId::value);
        var text = new ArrayList<String>();
        text.add(found.ask().service() + " asks to " + found.ask().action() + " in "
                + found.ask().environment() + ": " + outcome);
        text.addAll(lines);
        if (!unread.isEmpty()) {
            text.add("Groups of other systems were not read, and are taken for empty: "
                    + unread.stream().collect(Collectors.joining(", ")));
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("request", found.ask().id().value());
        members.put("outcome", outcome);
        members.put("explanation", lines);
        members.put("unread_groups", unread);
        common.answer(String.join(System.lineSeparator(), text), members);
    }
}
