package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.ConfigProblem.Fault;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.People;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.ConditionCompiler;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads {@code policy.yaml}, version 1; {@code docs/reference.md} has all its keys.
 *
 * <p>{@code version} (1), {@code people}, {@code groups}, {@code identities} and {@code rules} are required, and may be empty but for
 * the version; {@code calendars}, {@code on_call}, {@code freezes} and {@code targets} may be left out. Ids are 1 to 64 characters of
 * {@code a-z 0-9 - _ .}. The file is UTF-8, at most 1 MiB, without anchors, aliases and tags. Unknown keys are faults.
 *
 * <p>Each fault is told with file, line, column and the key's full path, all at once, in a {@link ConfigProblem}.
 */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * A policy that can be used, and what is suspicious about it.
     *
     * @param policy the policy
     * @param warnings in the order of the file
     */
    public record Read(Policy policy, List<Fault> warnings) {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * {@return the policy in a file}
     *
     * @param file where it is
     * @param conditions compiles its conditions
     * @throws ConfigProblem where the file is wrong or cannot be read
     */
    public static Policy read(Path file, ConditionCompiler conditions) {
        return inspect(file, conditions).policy();
    }

    /**
     * {@return the policy in a file, and what is suspicious about it}
     *
     * @param file where it is
     * @param conditions compiles its conditions
     * @throws ConfigProblem where the file is wrong or cannot be read
     */
    public static Read inspect(Path file, ConditionCompiler conditions) {
        return YamlTree.read(file, text -> inspect(text, Policy.Origin.file(file.toString()), conditions));
    }

    /**
     * {@return the policy in a text}
     *
     * @param text YAML
     * @param origin where it came from; its file is named in faults
     * @param conditions compiles its conditions
     * @throws ConfigProblem where the text is wrong
     */
    public static Policy parse(String text, Policy.Origin origin, ConditionCompiler conditions) {
        return inspect(text, origin, conditions).policy();
    }

    private static Read inspect(String text, Policy.Origin origin, ConditionCompiler conditions) {
        var problems = new Problems();
        Fields fields = YamlTree.parse(text, origin.file(), problems)
                .fields(
                        "version",
                        "calendars",
                        "people",
                        "groups",
                        "on_call",
                        "identities",
                        "freezes",
                        "rules",
                        "targets");
        fields.required("version", Words::version);
        var sections = new PolicySections(conditions);
        sections.read(fields);
        problems.throwIfAny();
        sections.check(problems);
        problems.throwIfAny();
        var policy = new Policy(
                Sha256.of(text),
                text,
                origin,
                new People(
                        sections.people().build(),
                        sections.vocabulary().groups().build()),
                sections.vocabulary().onCall().build(),
                sections.identities().build(),
                sections.freezes().build(),
                sections.rules().build(),
                sections.targets().build(),
                new RepositoryFile(sections.vocabulary()));
        return new Read(policy, problems.warnings());
    }
}
