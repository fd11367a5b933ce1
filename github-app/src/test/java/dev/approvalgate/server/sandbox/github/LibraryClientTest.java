package dev.approvalgate.server.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCompare;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestReviewState;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHWorkflowRun;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** The stand-in, read by a client that knows the real GitHub and nothing of us. */
class LibraryClientTest {

    private static final String WORKFLOW = ".github/workflows/deploy.yml";

    private final GitHubStandIn github = GitHubStandIn.start(Clock.systemUTC());
    private final Account author = github.user(1001, "author");
    private final Account reviewer = github.user(1002, "reviewer");
    private final Repo repo = github.repository("acme/payments", 4242, true);

    @AfterEach
    void stop() {
        github.close();
    }

    private GitHub asApp() throws Exception {
        Instant now = Instant.now();
        String jwt = Jwts.builder()
                .issuer(String.valueOf(github.app().id()))
                .issuedAt(Date.from(now.minusSeconds(30)))
                .expiration(Date.from(now.plusSeconds(300)))
                .signWith(key())
                .compact();
        return new GitHubBuilder()
                .withEndpoint(github.base().toString())
                .withJwtToken(jwt)
                .build();
    }

    /** The library's own conversion of such a key needs another library. */
    private PrivateKey key() throws Exception {
        byte[] pkcs1 =
                Base64.getMimeDecoder().decode(github.app().privateKeyPem().replaceAll("-----[^-]+-----", ""));
        // DER of PKCS #8 around it: both lengths take two bytes for a key of 2048 bits.
        byte[] head = HexFormat.of()
                .parseHex("3082" + String.format("%04x", pkcs1.length + 22) + "020100300d06092a864886f70d0101010500"
                        + "0482" + String.format("%04x", pkcs1.length));
        byte[] pkcs8 = new byte[head.length + pkcs1.length];
        System.arraycopy(head, 0, pkcs8, 0, head.length);
        System.arraycopy(pkcs1, 0, pkcs8, head.length, pkcs1.length);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private GHRepository asInstallation() throws Exception {
        List<GHAppInstallation> installations =
                asApp().getApp().listInstallations().toList();
        String token = installations.get(0).createToken().create().getToken();
        return new GitHubBuilder()
                .withEndpoint(github.base().toString())
                .withAppInstallationToken(token)
                .build()
                .getRepository("acme/payments");
    }

    @Test
    void itReadsTheApp() throws Exception {
        var app = asApp().getApp();
        assertThat(app.getId()).isEqualTo(github.app().id());
        assertThat(app.getPermissions()).containsAllEntriesOf(Map.of("deployments", "write", "checks", "write"));
    }

    @Test
    void itReadsAComparisonItsPullRequestAndReviews() throws Exception {
        Commit base = repo.commit(author, "Begin", FileEdit.put(WORKFLOW, "on: push\n"));
        repo.commitTo("feature", author, "Write", FileEdit.put("a.txt", "a\nb\n"));
        Commit merge = repo.pull("feature", author, "A feature")
                .review(reviewer, "APPROVED")
                .merge(reviewer);

        GHRepository read = asInstallation();
        assertThat(read.getId()).isEqualTo(4242);
        GHCompare compare = read.getCompare(base.sha(), merge.sha());
        assertThat(compare.getTotalCommits()).isEqualTo(2);
        assertThat(compare.getStatus()).isEqualTo(GHCompare.Status.ahead);
        assertThat(compare.getFiles()).singleElement().satisfies(file -> {
            assertThat(file.getFileName()).isEqualTo("a.txt");
            assertThat(file.getLinesAdded()).isEqualTo(2);
        });
        assertThat(read.getCommit(merge.sha()).getAuthor().getId()).isEqualTo(1002);
        GHPullRequest pull =
                read.getCommit(merge.sha()).listPullRequests().toList().get(0);
        assertThat(pull.getState()).isEqualTo(GHIssueState.CLOSED);
        GHPullRequest full = read.getPullRequest(pull.getNumber());
        assertThat(full.isMerged()).isTrue();
        assertThat(full.getMergedBy().getId()).isEqualTo(1002);
        assertThat(full.listReviews().toList()).singleElement().satisfies(review -> {
            assertThat(review.getState()).isEqualTo(GHPullRequestReviewState.APPROVED);
            assertThat(review.getUser().getId()).isEqualTo(1002);
        });
        assertThat(read.queryCommits().from(merge.sha()).path("a.txt").list().toList())
                .hasSize(2);
    }

    @Test
    void itReadsRunsChecksAndFiles() throws Exception {
        Commit commit = repo.commit(author, "Begin", FileEdit.put(WORKFLOW, "on: push\n"));
        Run run = github.startRun(repo, WORKFLOW, commit.sha(), author);
        run.job("deploy", "production");
        repo.check(commit.sha(), "tests", "success");

        GHRepository read = asInstallation();
        GHWorkflowRun shown = read.getWorkflowRun(run.id());
        assertThat(shown.getHeadSha()).isEqualTo(commit.sha());
        assertThat(shown.getRunAttempt()).isEqualTo(1);
        assertThat(read.getCheckRuns(commit.sha()).toList())
                .extracting(GHCheckRun::getName)
                .contains("tests", "deploy");
        try (var content = read.getFileContent(WORKFLOW, commit.sha()).read()) {
            assertThat(new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("on: push\n");
        }
    }

    @Test
    void itMakesACheckRunWithButtons() throws Exception {
        Commit commit = repo.commit(author, "Begin", FileEdit.put("a.txt", "a\n"));
        GHRepository read = asInstallation();
        GHCheckRun made = read.createCheckRun("Approval", commit.sha())
                .withStatus(GHCheckRun.Status.COMPLETED)
                .withConclusion(GHCheckRun.Conclusion.ACTION_REQUIRED)
                .add(new org.kohsuke.github.GHCheckRunBuilder.Action("Approve", "Let it go", "a:0123456789abcdef"))
                .create();
        assertThat(made.getConclusion()).isEqualTo(GHCheckRun.Conclusion.ACTION_REQUIRED);
        github.clickCheckAction(made.getId(), "a:0123456789abcdef", reviewer);
        assertThat(github.deliveries().get(0).payload().text()).contains("a:0123456789abcdef");
    }
}
