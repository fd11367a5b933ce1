package dev.approvalgate.domain.approval;

import java.util.List;
import java.util.Set;

/**
 * What the repository itself says of who must agree, as read when the request was opened: its CODEOWNERS and its own, stricter policy.
 * Both are read from the commit that ran before the change, and where the change touches them also from the commit that would run.
 *
 * @param owners who owns the touched paths, one entry for each set of owners; empty where no touched path has owners. Where not all touched
 *     paths are known: everybody who is named
 * @param unowned touched paths that nobody owns: how many there are; at least one where not all are known
 * @param policies the repository's own policies that apply; empty where it has none
 */
public record Ownership(Fact<List<OwnerSet>> owners, int unowned, Fact<List<RepositoryPolicy>> policies) {

    /** {@return that nothing of it could be read} */
    public static Ownership unknown(String because) {
        return new Ownership(Fact.unknown(because), 0, Fact.unknown(because));
    }

    /** {@return that the repository says nothing} */
    public static Ownership none() {
        return new Ownership(Fact.known(List.of()), 0, Fact.known(List.of()));
    }

    /**
     * Owners of some touched paths, any one of whom may answer for them. Owners that are named by an e-mail address have no authority
     * and are left out.
     *
     * @param pattern the pattern in CODEOWNERS that the paths matched last
     * @param paths how many touched paths it owns, at least one
     * @param accounts accounts that are owners for good; GitHub's never are, since they may lose the right to write
     * @param teams teams that are named, and accounts as long as they may write
     */
    public record OwnerSet(String pattern, int paths, Set<Account> accounts, Set<ExternalGroup> teams) {
        public OwnerSet {
            accounts = Set.copyOf(accounts);
            teams = Set.copyOf(teams);
        }
    }

    /**
     * A repository's own policy, {@code .github/approval-gate.yml}.
     *
     * @param commit the full id of the commit that it was read at
     * @param text its text, at most 64 KiB
     */
    public record RepositoryPolicy(String commit, String text) {}
}
