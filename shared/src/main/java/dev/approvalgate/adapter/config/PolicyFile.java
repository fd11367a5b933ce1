package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Tightening;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code policy.yaml}, version 1.
 *
 * <p>Top level: {@code version} (1), {@code people} (list), {@code groups} (mapping of a name to ids of people), {@code identities}
 * (list), {@code rules} (list); all of them are required, and may be empty but for the version. Ids are 1 to 64 characters of
 * {@code a-z 0-9 - _ .}. The file is UTF-8, at most 1 MiB, without anchors, aliases and tags. Unknown keys are faults.
 *
 * <p>Each fault is told with file, line, column and the key's full path, all at once, in a {@link ConfigProblem}.
 */
public final class PolicyFile {

    private static final int VERSION = 1;

    private PolicyFile() {}

    /**
     * {@return the policy in a file}
     *
     * @throws ConfigProblem where the file is wrong or cannot be read
     */
    public static Policy read(Path file) {
        return YamlTree.read(file, text -> parse(text, file.toString()));
    }

    /**
     * {@return the policy in a text}
     *
     * @param text YAML
     * @param origin where it came from; named in faults
     * @throws ConfigProblem where the text is wrong
     */
    public static Policy parse(String text, String origin) {
        return parse(text, Policy.Origin.file(origin));
    }

    /**
     * {@return the policy in a text}
     *
     * @param text YAML
     * @param origin where it came from; its file is named in faults
     * @throws ConfigProblem where the text is wrong
     */
    public static Policy parse(String text, Policy.Origin origin) {
        var problems = new Problems();
        Fields fields = YamlTree.parse(text, origin.file(), problems)
                .fields("version", "people", "groups", "identities", "rules");
        fields.required("version", PolicyFile::version);
        var people = new PeopleSection();
        var identities = new IdentitySection(people);
        var rules = new RuleSection(people, identities);
        // In this order, because each may refer to those before it.
        fields.required("people", Optional::of).ifPresent(people::readPeople);
        fields.required("groups", Optional::of).ifPresent(people::readGroups);
        fields.required("identities", Optional::of).ifPresent(identities::read);
        fields.required("rules", Optional::of).ifPresent(rules::read);
        problems.throwIfAny();
        return new Policy(
                Sha256.of(text),
                text,
                origin,
                people.build(),
                Map.of(),
                identities.build(),
                List.of(),
                rules.build(),
                Tightening.Reader.NONE);
    }

    private static Optional<Integer> version(Value value) {
        return value.integer(0, Integer.MAX_VALUE)
                .flatMap(version -> version == VERSION
                        ? Optional.of(version)
                        : value.refuse("version " + version + " is not known here", "write version: " + VERSION));
    }
}
