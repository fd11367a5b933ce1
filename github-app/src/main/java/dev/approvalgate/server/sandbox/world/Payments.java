package dev.approvalgate.server.sandbox.world;

import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.Pull;
import dev.approvalgate.server.sandbox.github.Repo;
import java.util.concurrent.atomic.AtomicInteger;

/** The repository {@code acme/payments}: its history, the changes that come to it, and the runs that deploy them. Safe for use by several threads. */
public final class Payments {
    /** Where one approver is enough. */
    public static final String PRODUCTION = "production";
    /** Where two approvers are needed. */
    public static final String PRODUCTION_EU = "production-eu";

    static final String NAME = "acme/payments";
    static final long ID = 4242;
    static final String WORKFLOW = ".github/workflows/deploy.yml";

    private static final Account AUTHOR = Role.AUTHOR.github();

    private final GitHubStandIn github;
    private final Repo repo;
    private final AtomicInteger changes = new AtomicInteger();

    private Payments(GitHubStandIn github, Repo repo) {
        this.github = github;
        this.repo = repo;
    }

    /** Creates the repository with what happened there so far. */
    public static Payments found(GitHubStandIn github) {
        for (Role role : Role.values()) {
            github.user(role.github().id(), role.github().login());
        }
        Payments made = new Payments(github, github.repository(NAME, ID, true));
        made.seed();
        return made;
    }

    private void seed() {
        repo.commit(
                Role.APPROVER_2.github(),
                "Start the payments service",
                FileEdit.put("README.md", "# payments\n\nCharges cards and sends receipts.\n"),
                FileEdit.put(WORKFLOW, Texts.WORKFLOW),
                FileEdit.put("src/main/java/Charge.java", Texts.CHARGE),
                FileEdit.put("src/main/resources/db/migration/V1__charges.sql", Texts.FIRST_MIGRATION));
        passed(repo.commit(
                AUTHOR, "Send receipts by e-mail", FileEdit.put("src/main/java/Receipt.java", "class Receipt {}\n")));
    }

    /** {@return the repository} */
    public Repo repo() {
        return repo;
    }

    /** {@return a commit on the default branch that nobody reviewed, for the first deployment} */
    public Commit firstRelease() {
        return passed(repo.commit(AUTHOR, "Release 1.0", FileEdit.put("gradle.properties", "version=1.0.0\n")));
    }

    /**
     * {@return the merge of a reviewed pull request: a feature with a migration, tests, and a new setting}
     *
     * <p>Author wrote and merged it; the second approver reviewed it, so that the first one knows that somebody else has looked.
     */
    public Commit feature() {
        int number = changes.incrementAndGet();
        String branch = "feature/minor-units-" + number;
        String next = String.valueOf(number + 1);
        repo.commitTo(
                branch,
                AUTHOR,
                "Store amounts in minor units\n\nRounding differed between charge and receipt (PAY-" + (310 + number)
                        + ").",
                FileEdit.put("src/main/resources/db/migration/V" + next + "__minor_units.sql", Texts.migration(number)),
                FileEdit.put("src/main/java/Charge.java", Texts.charge(number)));
        repo.commitTo(
                branch,
                AUTHOR,
                "Round half even when currencies have no minor unit",
                FileEdit.put("src/main/java/Rounding.java", Texts.rounding(number)),
                FileEdit.put("src/test/java/RoundingTest.java", Texts.roundingTest(number)));
        repo.commitTo(
                branch,
                AUTHOR,
                "Let operations switch the new rounding off",
                FileEdit.put("deploy/values.yaml", "rounding:\n  minorUnits: true\n  revision: " + next + "\n"));
        Pull pull = repo.pull(branch, AUTHOR, "Charge in minor units, revision " + next);
        pull.review(Role.APPROVER_2.github(), "APPROVED");
        return passed(pull.merge(AUTHOR));
    }

    /** {@return a commit whose text tries to format, to mention, to link, and to reorder what a reviewer reads} */
    public Commit hostile() {
        return passed(repo.commit(
                AUTHOR,
                Texts.HOSTILE + " " + changes.incrementAndGet() + "\n\n*Approved by security* `ok` &lt;!here&gt;",
                FileEdit.put("src/main/java/\u202Eavaj.tpircs.java", "class Script {}\n// " + changes.get() + "\n"),
                FileEdit.put(WORKFLOW, Texts.WORKFLOW + "# " + changes.get() + "\n")));
    }

    /** Author's push of a commit starts the pipeline. {@return its job, which waits for the environment} */
    public Job deploy(Commit commit, String environment) {
        return github.startRun(repo, WORKFLOW, commit.sha(), AUTHOR).job("deploy", environment);
    }

    private Commit passed(Commit commit) {
        repo.check(commit.sha(), "build", "success");
        repo.check(commit.sha(), "unit tests", "success");
        repo.check(commit.sha(), "code scanning", "success");
        return commit;
    }
}
