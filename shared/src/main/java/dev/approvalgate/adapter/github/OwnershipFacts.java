package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
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
        if (!change.complete() || baseline == null || paths.contains(RepositoryPolicies.PATH)) {
            commits.add(run.headSha());
        }
        List<Ownership.RepositoryPolicy> stricter = policies.at(at, commits);
        CodeOwners.Owned owned = owned(run, commits, change, baseline);
        return new Ownership(Fact.known(owned.sets()), owned.unowned(), Fact.known(stricter));
    }

    /** Where not all paths are known each may differ, CODEOWNERS itself among them: whoever is named anywhere is asked. */
    private CodeOwners.Owned owned(RunFacts run, Set<String> commits, Comparison change, @Nullable String baseline) {
        if (!change.complete() || baseline == null) {
            return owners.ofAnything(run.address(), commits);
        }
        Set<String> versions = new LinkedHashSet<>(Set.of(baseline));
        if (OwnersFile.PLACES.stream().anyMatch(change.paths()::contains)) {
            versions.add(run.headSha());
        }
        return owners.of(change.paths(), run.address(), versions);
    }
}
