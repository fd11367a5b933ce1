package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the repository itself says of who must agree. A change cannot loosen it for itself: its own version counts only beside the one
 * that was there before.
 */
final class OwnershipFacts {

    private final CodeOwners owners;
    private final RepositoryPolicies policies;

    OwnershipFacts(GitHubHttp http) {
        var files = new CommittedFiles(http);
        this.owners = new CodeOwners(files, new OwnerNames(http));
        this.policies = new RepositoryPolicies(files);
    }

    /**
     * {@return what the repository says}
     *
     * @param change what the run would change
     * @param baseline the full id of the commit that runs now, or {@code null} where none is known
     */
    Ownership read(RunFacts run, MainBranch main, Comparison change, @Nullable String baseline) {
        RunAddress at = run.address();
        Set<String> paths = change.paths();
        Set<String> commits = new LinkedHashSet<>();
        commits.add(main.commit());
        if (baseline != null) {
            commits.add(baseline);
        }
        if (!change.complete() || paths.contains(RepositoryPolicies.PATH)) {
            commits.add(run.headSha());
        }
        List<Ownership.RepositoryPolicy> stricter = policies.at(at, commits);
        if (!change.complete() || baseline == null) {
            Fact<List<OwnerSet>> unknown = Fact.unknown("not all paths that differ are known");
            return new Ownership(unknown, 0, Fact.known(stricter));
        }
        Set<String> versions = new LinkedHashSet<>(Set.of(baseline));
        if (OwnersFile.PLACES.stream().anyMatch(paths::contains)) {
            versions.add(run.headSha());
        }
        CodeOwners.Owned owned = owners.of(paths, at, versions);
        return new Ownership(Fact.known(owned.sets()), owned.unowned(), Fact.known(stricter));
    }
}
