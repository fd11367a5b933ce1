package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.gate.PolicyReplay.Replayed;
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
    public Integer call() {
        Policy policy = PolicyFile.read(draft, new CelConditions());
        Path file = store.file(context.environment());
        try (var archive = StoreArchive.open(file)) {
            common.progress("Putting the requests in " + file + " to " + draft + " ...");
            var replay = new PolicyReplay(
                    archive.events(), archive.index(), new StoredLinks(archive.events()), groups -> Map.of());
            answer(replay.newest(policy, Math.max(1, limit)));
        }
        return 0;
    }

    private void answer(List<Replayed> all) {
        List<Replayed> changed = all.stream().filter(Replayed::differs).toList();
        var lines = new ArrayList<String>();
        changed.forEach(one -> lines.add(line(one)));
        lines.add(
                changed.size() + " of " + all.size() + (all.size() == 1 ? " outcome" : " outcomes") + " would change");
        common.answer(
                String.join(System.lineSeparator(), lines),
                Map.of(
                        "requests", all.size(),
                        "changed",
                                changed.stream()
                                        .map(PolicyReplayCommand::members)
                                        .toList()));
    }

    private static String line(Replayed one) {
        String reasons = one.reasons().stream().map(ReasonCode::code).collect(Collectors.joining(", "));
        return one.request().ask().id() + "  " + one.request().ask().service() + " to "
                + one.request().ask().environment() + ": " + recorded(one) + " -> "
                + CaseResult.word(one.answer().verdict()) + (reasons.isEmpty() ? "" : " (" + reasons + ")")
                + unread(one);
    }

    private static String unread(Replayed one) {
        return one.unread().isEmpty()
                ? ""
                : "; groups of other systems were not read: "
                        + one.unread().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String recorded(Replayed one) {
        Decision.Outcome outcome = one.recorded();
        return outcome == null ? "waits" : outcome.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> members(Replayed one) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("request", one.request().ask().id().value());
        members.put("environment", one.request().ask().environment().key());
        members.put("recorded", recorded(one));
        members.put("draft", CaseResult.word(one.answer().verdict()));
        members.put("reasons", one.reasons().stream().map(ReasonCode::code).toList());
        members.put(
                "unread_groups",
                one.unread().stream().map(Object::toString).sorted().toList());
        return members;
    }
}
