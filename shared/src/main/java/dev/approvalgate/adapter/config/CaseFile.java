package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the cases that a policy is tried with: a YAML file beside it, version 1, with a list {@code cases}. A case names a registered
 * identity, an environment and a change, who votes, and what is expected; {@code docs/reference.md} has all its keys. People, groups and
 * identities are those of the policy; whatever else is named is a fault with its place.
 */
public final class CaseFile {

    private CaseFile() {}

    /**
     * {@return the cases in a file}
     *
     * @param file where they are
     * @param policy the policy that they are for
     * @throws ConfigProblem where the file is wrong or cannot be read
     */
    public static List<PolicyCase> read(Path file, Policy policy) {
        return YamlTree.read(file, text -> parse(text, file.toString(), policy));
    }

    /**
     * {@return the cases in a text}
     *
     * @param origin named in faults
     * @throws ConfigProblem where the text is wrong
     */
    public static List<PolicyCase> parse(String text, String origin, Policy policy) {
        var problems = new Problems();
        Fields fields = YamlTree.parse(text, origin, problems).fields("version", "cases");
        fields.required("version", Words::version);
        var reader = new CaseReader(policy);
        Optional<List<PolicyCase>> cases = fields.required("cases", list -> list.some(reader::read));
        problems.throwIfAny();
        return cases.orElseThrow();
    }
}
