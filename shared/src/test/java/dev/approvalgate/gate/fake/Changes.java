package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes changes. */
public final class Changes {

    /** Hash of the pipeline definition of tests. */
    public static final Sha256 DEFINITION = Sha256.of("on: push");

    private Changes() {}

    /** {@return a change that the author wrote, read in full} */
    public static Facts byAuthor() {
        return by(new Contributor(Contributor.Role.AUTHOR, Roles.github(Roles.AUTHOR), false));
    }

    /** {@return a change that these had a hand in, read in full} */
    public static Facts by(Contributor... contributors) {
        return new Facts(FakeIdentity.COMMIT, DEFINITION, List.of(contributors), details(true), Ownership.none());
    }

    /** {@return the same change read in part only} */
    public static Facts incomplete() {
        return new Facts(FakeIdentity.COMMIT, DEFINITION, byAuthor().contributors(), details(false), Ownership.none());
    }

    /** {@return somebody who wrote a commit; unknown to the host where the account is {@code null}} */
    public static Contributor author(@Nullable Account account) {
        return new Contributor(Contributor.Role.AUTHOR, account, false);
    }

    /** {@return the same change, compared with what runs} */
    public static Facts comparedWith(Facts facts, Baseline baseline) {
        return new Facts(
                facts.commit(),
                facts.definition(),
                facts.contributors(),
                details(facts.details().complete(), Fact.known(baseline)),
                facts.ownership());
    }

    /** {@return what reviewers see} */
    public static ChangeDetails details(boolean complete) {
        return details(complete, Fact.unknown("nothing was let in yet"));
    }

    private static ChangeDetails details(boolean complete, Fact<Baseline> running) {
        return new ChangeDetails(
                "acme/payments",
                "https://github.com/acme/payments",
                false,
                "refs/heads/main",
                "author",
                "push",
                running,
                List.of(new ChangeDetails.Commit(FakeIdentity.COMMIT, "Pay faster", "author", true)),
                1,
                List.of(),
                List.of(new ChangeDetails.FileChange("src/Pay.java", "modified", 3, 1, null)),
                List.of(),
                Fact.known(new ChangeDetails.Checks(2, 0, 0, List.of())),
                complete);
    }
}
