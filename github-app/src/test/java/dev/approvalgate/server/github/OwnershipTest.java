package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.Ownership.RepositoryPolicy;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.RunSpec;
import dev.approvalgate.server.sandbox.github.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the repository itself says of who must agree, read from the stand-in over HTTP. */
class OwnershipTest {

    private static final String OWNERS = ".github/CODEOWNERS";
    private static final String POLICY = ".github/approval-gate.yml";

    private final Bench bench = new Bench();
    private final Team team = bench.github
            .team(bench.repo.owner(), 77, "database")
            .add(bench.other)
            .mayWrite(bench.repo);

    @AfterEach
    void stop() {
        bench.close();
    }

    private Commit commit(FileEdit... edits) {
        return bench.repo.commit(bench.author, "Commit", edits);
    }

    private static FileEdit put(String path, String text) {
        return FileEdit.put(path, text);
    }

    private Ownership since(Commit running, Commit head) {
        return new Reading(bench).of(bench.deploy(head), running).ownership();
    }

    private List<OwnerSet> owners(Commit running, Commit head) {
        List<OwnerSet> sets = since(running, head).owners().value();
        assertThat(sets).isNotNull();
        return sets;
    }

    private OwnerSet accounts(String pattern, int paths, dev.approvalgate.server.sandbox.github.Account... accounts) {
        Set<ExternalGroup> writers =
                java.util.Arrays.stream(accounts).map(this::writer).collect(java.util.stream.Collectors.toSet());
        return new OwnerSet(pattern, paths, Set.of(), writers);
    }

    private ExternalGroup writer(dev.approvalgate.server.sandbox.github.Account account) {
        long installation = bench.github.deliveries().get(0).installationId();
        return ExternalGroup.githubWriter("127.0.0.1", installation, Bench.REPOSITORY, account.id());
    }

    private ExternalGroup group() {
        return ExternalGroup.githubTeam("127.0.0.1", bench.repo.owner().id(), team.id());
    }

    private static List<String> texts(Ownership ownership) {
        List<RepositoryPolicy> policies = ownership.policies().value();
        return policies == null
                ? List.of()
                : policies.stream().map(RepositoryPolicy::text).toList();
    }

    @Test
    void theOwnersOfTouchedPathsAreAccountsAndTeamsById() {
        Commit running = commit(
                put("CODEOWNERS", "*.java @Approver-1\n/db/ @acme/database @approver-2\n"), put("old.txt", "x\n"));
        Commit head = commit(
                put("a/A.java", "a\n"), put("b/B.java", "b\n"), put("db/V1.sql", "v\n"), put("README.md", "r\n"));

        Ownership ownership = since(running, head);

        assertThat(ownership.owners().value())
                .containsExactlyInAnyOrder(
                        accounts("*.java", 2, bench.approver),
                        new OwnerSet("/db/", 1, Set.of(), Set.of(writer(bench.other), group())));
        assertThat(ownership.unowned()).isEqualTo(1);
        assertThat(ownership.policies().value()).isEmpty();
    }

    @Test
    void whereAFileCameFromIsTouchedToo() {
        Commit running = commit(put("CODEOWNERS", "/secret/ @approver-1\n"), put("secret/key.txt", "k\n"));

        assertThat(owners(running, commit(FileEdit.move("secret/key.txt", "open/key.txt", "k\n"))))
                .containsExactly(accounts("/secret/", 1, bench.approver));
    }

    @Test
    void theFirstPlaceThatHasAFileCounts() {
        Commit running = commit(
                put(OWNERS, "* @approver-1\n"),
                put("CODEOWNERS", "* @approver-2\n"),
                put("docs/CODEOWNERS", "* @author\n"));

        assertThat(owners(running, commit(put("x.txt", "x\n")))).containsExactly(accounts("*", 1, bench.approver));
    }

    @ParameterizedTest
    @ValueSource(strings = {OWNERS, "CODEOWNERS", "docs/CODEOWNERS"})
    void threat37_aChangeOfCodeownersNeedsOwnersBeforeAndAfter(String place) {
        Commit running = commit(put(place, "* @approver-1\n"), put("x.txt", "x\n"));
        Commit head = commit(put(place, "* @author\n"), put("x.txt", "y\n"));

        assertThat(owners(running, head))
                .containsExactlyInAnyOrder(accounts("*", 2, bench.approver), accounts("*", 2, bench.author));
    }

    @Test
    void threat37_codeownersInAnEarlierPlaceOrTakenAwayDoNotHideThoseBefore() {
        Commit running = commit(put("CODEOWNERS", "* @approver-1\n"));
        Commit shadowed = commit(put(OWNERS, "* @author\n"));
        Ownership gone = since(running, commit(FileEdit.delete("CODEOWNERS"), FileEdit.delete(OWNERS)));

        assertThat(owners(running, shadowed))
                .containsExactlyInAnyOrder(accounts("*", 1, bench.approver), accounts("*", 1, bench.author));
        assertThat(gone.owners().value()).containsExactly(accounts("*", 1, bench.approver));
        assertThat(gone.unowned()).isEqualTo(1);
    }

    @Test
    void threat24_ownersComeFromWhatRunsNotFromTheBranchThatWouldRun() {
        Commit running = commit(put("CODEOWNERS", "* @approver-1\n"));
        Commit head = bench.repo.commitTo(
                "feature", bench.author, "Mine", put("x.txt", "x\n"), put("CODEOWNERS", "* @author\n"));
        var run = bench.github.startRun(
                bench.repo,
                RunSpec.push(Bench.WORKFLOW, head.sha(), bench.author).branch("feature"));

        Ownership ownership = new Reading(bench)
                .of(run.job("deploy", Bench.ENVIRONMENT), running)
                .ownership();

        assertThat(ownership.owners().value()).contains(accounts("*", 2, bench.approver));
    }

    @Test
    void threat38_whereNotAllPathsAreKnownEverybodyIsAskedWhoIsNamedAnywhere() {
        Commit running = commit(put("CODEOWNERS", "/src/ @approver-1\n/open/\n"));
        List<FileEdit> edits = new ArrayList<>();
        for (int i = 0; i < 301; i++) {
            edits.add(put("generated/" + i + ".txt", "x\n"));
        }
        edits.add(put("CODEOWNERS", "/src/ @author\n"));
        edits.add(put(POLICY, "version: 1\n"));
        Commit huge = commit(edits.toArray(FileEdit[]::new));
        commit(put("CODEOWNERS", "/db/ @approver-2\n"));

        Ownership ownership = since(running, huge);
        Ownership first =
                new Reading(bench).of(bench.deploy(huge), Optional.empty()).ownership();

        assertThat(ownership.owners().value())
                .containsExactlyInAnyOrder(
                        accounts("/src/", 1, bench.approver),
                        accounts("/src/", 1, bench.author),
                        accounts("/db/", 1, bench.other));
        assertThat(ownership.unowned()).as("other paths may belong to nobody").isEqualTo(1);
        assertThat(first.owners().value())
                .containsExactlyInAnyOrder(accounts("/src/", 1, bench.author), accounts("/db/", 1, bench.other));
        assertThat(texts(ownership)).containsExactly("version: 1\n");
    }

    @Test
    void whoMayNotWriteOrIsNotKnownHasNoAuthority() {
        bench.github.team(bench.repo.owner(), 78, "readers").add(bench.other);
        bench.repo.role(bench.approver, "read");
        Commit running = commit(put(
                "CODEOWNERS",
                "* @approver-1 @nobody-of-that-name @acme/readers @acme/none @other/team help@example.com\n"));

        assertThat(owners(running, commit(put("x.txt", "x\n")))).containsExactly(accounts("*", 1));
    }

    @Test
    void whatTheAppMayNotSeeHasNoAuthority() {
        Commit running = commit(put("CODEOWNERS", "* @acme/database @approver-1\n"));
        bench.failOnce("/orgs/acme/teams/database", Answer.json(403, "{}"));

        assertThat(owners(running, commit(put("x.txt", "x\n")))).containsExactly(accounts("*", 1, bench.approver));
    }

    @Test
    void threat37_codeownersThatAreTooLargeBelongToNobody() {
        Commit running = commit(put("CODEOWNERS", "* @approver-1\n"));
        Commit head = commit(put("CODEOWNERS", "* @author\n" + "# a comment\n".repeat(30_000)));

        assertThat(owners(running, head))
                .containsExactlyInAnyOrder(
                        accounts("*", 1, bench.approver), accounts("CODEOWNERS, which is too large to be read", 1));
    }

    @Test
    void threat24_theRepositorysPolicyIsThatOfTheDefaultBranch() {
        Commit running = commit(put("x.txt", "x\n"));
        Commit head = bench.repo.commitTo("feature", bench.author, "Mine", put("x.txt", "y\n"));
        Commit main = commit(put(POLICY, "version: 1\n"));
        var run = bench.github.startRun(
                bench.repo,
                RunSpec.push(Bench.WORKFLOW, head.sha(), bench.author).branch("feature"));

        Ownership ownership = new Reading(bench)
                .of(run.job("deploy", Bench.ENVIRONMENT), running)
                .ownership();

        assertThat(ownership.policies().value()).containsExactly(new RepositoryPolicy(main.sha(), "version: 1\n"));
    }

    @Test
    void threat37_aChangeOfTheRepositorysPolicyIsHeldToBothVersions() {
        Commit running = commit(put(POLICY, "before\n"));
        Commit head = commit(put(POLICY, "after\n"));
        commit(put(POLICY, "later\n"));

        assertThat(texts(since(running, head))).containsExactlyInAnyOrder("before\n", "after\n", "later\n");
    }

    @Test
    void threat37_aPolicyThatIsTakenOffTheDefaultBranchCountsAsLongAsItRuns() {
        Commit running = commit(put(POLICY, "strict\n"));
        Commit head = commit(put("x.txt", "x\n"));
        bench.repo.protect("main", false);
        commit(FileEdit.delete(POLICY));

        assertThat(texts(since(running, head))).containsExactly("strict\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 503})
    void aPolicyThatCannotBeReadIsTriedAgain(int status) {
        Commit running = commit(put("x.txt", "x\n"));
        Commit head = commit(put("x.txt", "y\n"));
        for (int i = 0; i < 2; i++) {
            bench.failOnce(POLICY, Answer.json(status, "{}"));
        }

        assertThatThrownBy(() -> since(running, head))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.CHANGE_UNREADABLE));
    }

    @Test
    void aPolicyThatIsTooLargeIsNoPolicy() {
        Commit running = commit(put("x.txt", "x\n"));
        Commit head = commit(put(POLICY, "version: 1\n" + "# padding\n".repeat(7_000)));

        assertThat(texts(since(running, head)))
                .singleElement()
                .asString()
                .startsWith("# ")
                .contains("65536 bytes");
    }

    @Test
    void threat13_aRecycledNameIsNotTheOldRepository() {
        Commit running = commit(put("x.txt", "x\n"));
        var job = bench.deploy(commit(put("x.txt", "y\n")));
        bench.failOnce("/repos/acme/payments", Answer.json(200, "{\"id\": 1, \"default_branch\": \"main\"}"));

        assertThatThrownBy(() -> new Reading(bench).of(job, running))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.HOST_FACT_MISMATCH));
    }
}
