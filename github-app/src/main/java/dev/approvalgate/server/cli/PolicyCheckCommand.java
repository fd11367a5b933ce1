package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.ConfigProblem.Fault;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads a policy and tells every fault, and what is suspicious. */
@Command(
        name = "check",
        description = "Reads a policy and tells every fault with file, line, key and remedy (exit code 2).")
final class PolicyCheckCommand implements Callable<Integer> {

    @Mixin
    private Common common = new Common();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "policy.yaml",
            description = "The policy; ${DEFAULT-VALUE} where left out.")
    private Path file = Path.of("policy.yaml");

    @Override
    public Integer call() {
        PolicyFile.Read read = PolicyFile.inspect(file, new CelConditions());
        Policy policy = read.policy();
        List<String> warnings = read.warnings().stream().map(Fault::toString).toList();
        String told = warnings.stream().map(warning -> "\nwarning: " + warning).collect(Collectors.joining());
        common.answer(
                file + " is well-formed: " + summary(policy) + "; digest "
                        + policy.digest().hex() + told,
                Map.of(
                        "ok", true,
                        "digest", policy.digest().hex(),
                        "identities", policy.identities().size(),
                        "rules", policy.rules().size(),
                        "warnings", warnings));
        return 0;
    }

    static String summary(Policy policy) {
        return Wording.plural(policy.identities().size(), "identity", "identities") + ", "
                + Wording.plural(policy.rules().size(), "rule", "rules");
    }
}
