package dev.approvalgate.domain.approval;

import java.util.List;

/**
 * What would happen, as far as it could be read.
 *
 * @param binding what an approval binds
 * @param digest {@code binding.digest()}, stored so that a later change of the algorithm cannot rewrite history
 * @param contributors everybody who had a hand in it
 * @param complete whether contributors and files are all known
 * @param details what reviewers see
 * @param ownership what the repository itself says of who must agree
 */
public record Change(
        ChangeBinding binding,
        Sha256 digest,
        List<Contributor> contributors,
        boolean complete,
        Personal<ChangeDetails> details,
        Ownership ownership) {

    public Change {
        contributors = List.copyOf(contributors);
    }

    /** {@return the change with its digest computed} */
    public static Change of(
            ChangeBinding binding, List<Contributor> contributors, ChangeDetails details, Ownership ownership) {
        return new Change(binding, binding.digest(), contributors, details.complete(), Personal.of(details), ownership);
    }
}
