package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.GitHubPermission;
import dev.approvalgate.domain.policy.GitHubPermission.Access;
import dev.approvalgate.domain.policy.GitHubTerms;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what an installation token is narrowed to. */
final class GitHubTermsReader {

    private static final Map<String, GitHubPermission> PERMISSIONS = Words.of(GitHubPermission.class);
    private static final Map<String, Access> ACCESS = Words.of(Access.class);
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private GitHubTermsReader() {}

    static Optional<GitHubTerms> read(Value value) {
        Fields fields = value.fields("repositories", "permissions");
        Optional<List<Long>> repositories =
                fields.required("repositories", list -> list.some(GitHubTermsReader::repository));
        if (repositories.filter(ids -> ids.size() > GitHubTerms.MOST).isPresent()) {
            fields.wrong("repositories", "are more than " + GitHubTerms.MOST, "name fewer, or split the rule");
        }
        Optional<Map<GitHubPermission, Access>> permissions =
                fields.required("permissions", GitHubTermsReader::permissions);
        return fields.build(() -> new GitHubTerms(Set.copyOf(repositories.orElseThrow()), permissions.orElseThrow()));
    }

    private static Optional<Long> repository(Value value) {
        return value.textOrNumber(ID, "a repository's id, such as 4242").map(Long::valueOf);
    }

    private static Optional<Map<GitHubPermission, Access>> permissions(Value value) {
        Fields fields = value.fields(PERMISSIONS.keySet().toArray(String[]::new));
        var read = new EnumMap<GitHubPermission, Access>(GitHubPermission.class);
        PERMISSIONS.forEach((name, permission) -> fields.optional(name, level -> access(level, permission))
                .ifPresent(level -> read.put(permission, level)));
        if (fields.sound() && read.isEmpty()) {
            return value.refuse("names no permission", "name at least one, such as contents: read");
        }
        return fields.build(() -> read);
    }

    private static Optional<Access> access(Value value, GitHubPermission permission) {
        return value.choice(ACCESS)
                .flatMap(access -> access.compareTo(permission.most()) > 0
                        ? value.refuse(
                                "a job is not given " + permission.code() + ": write",
                                "write read; with more it could decide for the gate")
                        : Optional.of(access));
    }
}
