package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.policy.GitHubPermission.Access;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an installation token of the gate's App is narrowed to.
 *
 * @param repositories immutable ids; 1 to {@value #MOST}
 * @param permissions at least one
 */
public record GitHubTerms(Set<Long> repositories, Map<GitHubPermission, Access> permissions) {

    /** So many repositories at most. */
    public static final int MOST = 50;

    public GitHubTerms {
        repositories = Set.copyOf(repositories);
        permissions = Map.copyOf(permissions);
        // GitHub takes an empty list for everything.
        if (repositories.isEmpty() || repositories.size() > MOST || permissions.isEmpty()) {
            throw new IllegalArgumentException("repositories or permissions are missing, or too many");
        }
        permissions.forEach((permission, access) -> {
            if (access.compareTo(permission.most()) > 0) {
                throw new IllegalArgumentException(permission + " cannot be written");
            }
        });
    }

    /** {@return what both allow; empty where that is nothing} */
    public Optional<GitHubTerms> and(GitHubTerms other) {
        var both = new HashSet<>(repositories);
        both.retainAll(other.repositories);
        var less = new EnumMap<GitHubPermission, Access>(GitHubPermission.class);
        permissions.forEach((permission, access) -> {
            Access others = other.permissions.get(permission);
            if (others != null) {
                less.put(permission, access.compareTo(others) < 0 ? access : others);
            }
        });
        return both.isEmpty() || less.isEmpty() ? Optional.empty() : Optional.of(new GitHubTerms(both, less));
    }

    /** {@return whether all of these texts are permitted; who may write may read} */
    public boolean permit(List<String> scopes) {
        List<String> permitted = scopes();
        return scopes.stream()
                .allMatch(scope -> permitted.contains(scope) || permitted.contains(scope.replace(":read", ":write")));
    }

    /** {@return the permissions as texts such as {@code contents:write}, sorted} */
    public List<String> scopes() {
        return permissions.entrySet().stream()
                .map(entry -> entry.getKey().code() + ":" + entry.getValue().code())
                .sorted()
                .toList();
    }
}
