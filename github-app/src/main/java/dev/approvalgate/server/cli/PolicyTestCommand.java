package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.CaseFile;
import dev.approvalgate.adapter.config.PolicyCase;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.domain.policy.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a policy with the cases beside it. */
@Command(
        name = "test",
        description = "Tries a policy with cases: given a request and votes, is the outcome the expected one?"
                + " Exit code 1 where it is not.")
final class PolicyTestCommand implements Callable<Integer> {

    @Mixin
    private Common common = new Common();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "policy.yaml",
            description = "The policy; ${DEFAULT-VALUE} where left out.")
    private Path file = Path.of("policy.yaml");

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "The cases; policy.test.yaml beside policy.yaml where left out.")
    private @Nullable Path cases;

    @Override
    public Integer call() {
        Policy policy = PolicyFile.read(file, new CelConditions());
        List<PolicyCase> all = CaseFile.read(cases == null ? beside(file) : cases, policy);
        List<CaseResult> results =
                all.stream().map(one -> CaseResult.of(policy, one)).toList();
        long failed = results.stream().filter(result -> !result.holds()).count();
        var lines = new ArrayList<String>();
        results.forEach(result -> lines.addAll(result.lines()));
        lines.add(results.size() - failed + " of " + results.size()
                + (results.size() == 1 ? " case holds" : " cases hold"));
        common.answer(
                String.join(System.lineSeparator(), lines),
                Map.of(
                        "ok",
                        failed == 0,
                        "cases",
                        results.stream().map(CaseResult::members).toList()));
        return failed == 0 ? 0 : Failures.FAILED;
    }

    /** {@return where the cases of a policy are: {@code policy.test.yaml} for {@code policy.yaml}} */
    static Path beside(Path policy) {
        String name = String.valueOf(policy.getFileName());
        int dot = name.lastIndexOf('.');
        return policy.resolveSibling(
                dot < 0 ? name + ".test.yaml" : name.substring(0, dot) + ".test" + name.substring(dot));
    }
}
