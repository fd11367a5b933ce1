package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Ownership.RepositoryPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The repository's own policy. It can only make things stricter, so more versions of it than needed do no harm. */
final class RepositoryPolicies {

    /** Where the repository has it. */
    static final String PATH = ".github/approval-gate.yml";

    private static final int LARGEST = 64 * 1024;

    private final CommittedFiles files;

    RepositoryPolicies(CommittedFiles files) {
        this.files = files;
    }

    /** {@return the policy at each of some commits that have one; a text that several have is there once} */
    List<RepositoryPolicy> at(RunAddress at, Collection<String> commits) {
        var policies = new ArrayList<RepositoryPolicy>();
        for (String commit : commits) {
            Optional<CommittedFiles.Found> found = files.find(at, commit, PATH, LARGEST);
            if (found.isPresent()) {
                String text =
                        found.get().text() == null ? unread() : found.get().text();
                if (policies.stream().noneMatch(policy -> policy.text().equals(text))) {
                    policies.add(new RepositoryPolicy(commit, text));
                }
            }
        }
        return List.copyOf(policies);
    }

    /** Stands for what cannot be read: no policy, and so refused as one that is wrong. */
    private static String unread() {
        return "# " + PATH + " is no file, or larger than " + LARGEST + " bytes. It was not read.\n";
    }
}
