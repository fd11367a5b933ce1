package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.adapter.config.Nearest;
import java.util.List;
import java.util.Set;

/** The arguments that the step knows. A misspelt one must not be no argument, and none may say who the build is or what it changes. */
public final class ArgumentNames {

    private static final List<String> KNOWN =
            List.of("environment", "action", "service", "justification", "artifacts", "scopes", "timeoutMinutes");
    private static final Set<String> FACTS = Set.of(
            "identity",
            "job",
            "build",
            "run",
            "attempt",
            "commit",
            "sha",
            "ref",
            "branch",
            "repository",
            "definition",
            "parameters",
            "user",
            "actor",
            "triggeredBy",
            "policy",
            "approver",
            "approvers",
            "submitter");

    private ArgumentNames() {}

    /**
     * Refuses names that are not known.
     *
     * @param step what the step is called
     * @throws IllegalArgumentException that names the argument and the way out
     */
    public static void check(String step, Set<String> names) {
        for (String name : names.stream().sorted().toList()) {
            if (FACTS.contains(name)) {
                throw new IllegalArgumentException(
                        step + ": leave out '" + name
                                + "'. Who the build is and what it changes comes from Jenkins itself, and who may approve from the policy");
            }
            if (!KNOWN.contains(name)) {
                String near = Nearest.to(name, KNOWN)
                        .map(known -> "did you mean '" + known + "'? ")
                        .orElse("");
                throw new IllegalArgumentException(step + ": there is no argument '" + name + "'; " + near
                        + "Known are " + String.join(", ", KNOWN));
            }
        }
    }
}
