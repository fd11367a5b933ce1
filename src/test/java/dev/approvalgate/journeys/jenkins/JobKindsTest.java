package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate knows of builds of every kind of job, on a controller that runs nothing itself. Each test has a job of its own. */
@NeedsJenkins
@Needs(Tool.GIT)
class JobKindsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String ASK =
            "approvalGate(environment: 'production', service: 'payments') { echo 'let in' }\n";
    private static final String ASK_STRICTLY = "approvalGate(environment: 'staging') { echo 'let in' }\n";
    private static final String CHECKOUT = "node('deploy') { checkout scm }\n";
    private static final String SUM = "sh 'printf %s \"$DEPLOY_TOKEN\" | sha256sum'";

    /** The library plugin's own classes: an administrator would use the page of settings. */
    private static final String LIBRARY = """
            import org.jenkinsci.plugins.workflow.libs.*
            def tools = new LibraryConfiguration('tools',
                new SCMSourceRetriever(new jenkins.plugins.git.GitSCMSource('%s')))
            tools.defaultVersion = 'main'
            GlobalLibraries.get().libraries = [tools]
            """;

    @TempDir
    static Path folder;

    private static JenkinsScene scene;
    private static InboundAgent agent;
    private static Repository library;
    private static String older;

    @BeforeAll
    static void start() throws IOException {
        var jobs = new TreeMap<>(JenkinsFiles.inline(
                List.of("deploy", "bare", "strict", "shared", "late", "twice", "twice-strict", "inside")));
        jobs.put("payments/main", "Jenkinsfile");
        jobs.put("payments/v1", "Jenkinsfile");
        jobs.put("scripted", "ci/deploy.groovy");
        scene = JenkinsScene.start(Files.createDirectories(folder.resolve("home")), jobs);
        library = Repository.create(folder.resolve("tools"), "vars/hello.groovy", "def call() { echo 'hello' }\n");
        older = library.head();
        library.commit("vars/bye.groovy", "def call() { echo 'bye' }\n", "Say goodbye");
        scene.jenkins().client("admin").script(LIBRARY.formatted(library.url()));
        agent = InboundAgent.start(scene.jenkins(), Files.createDirectories(folder.resolve("agent")));
    }

    @AfterAll
    static void end() {
        try {
            agent.close();
        } finally {
            scene.close();
        }
    }

    @Test
    void aBranchAsksAsItsOwnJobWithItsCommitAndATagIsNoBranch() throws IOException {
        Repository payments = Repository.create(folder.resolve("payments"), "Jenkinsfile", ASK);
        payments.tag("v1");
        scene.ada().create("payments", JobXml.multibranch(payments));
        String found = "payments/job/main";
        assertThat(scene.ada().awaitResult(found, 1)).as("nobody started it").isEqualTo("FAILURE");
        assertThat(scene.ada().console(found, 1)).contains("trigger_unknown");

        String request = build(found, 2);
        assertThat(page(request))
                .contains("Commit: " + payments.head(), "Ref: refs/heads/main", "payments/main asks to deploy");
        assertThat(opened(request))
                .contains(payments.head(), "payments/main", "Jenkinsfile")
                .contains(Sha256.of(ASK).hex());
        approve(request);
        assertThat(scene.ada().awaitResult(found, 2)).isEqualTo("SUCCESS");

        String tagged = build("payments/job/v1", 1);
        assertThat(page(tagged)).contains("Commit: " + payments.head(), "Ref: refs/tags/v1");
        scene.ada().post("job/payments/job/v1/1/stop");
    }

    @Test
    void aScriptFromARepositoryShowsWhatCameSinceAndNeverTheCommitOfTheBuildBefore() throws IOException {
        Repository source = Repository.create(folder.resolve("scripted"), "ci/deploy.groovy", CHECKOUT + ASK);
        String first = source.head();
        scene.ada().create("scripted", JobXml.fromRepository(source, "ci/deploy.groovy"));
        String request = build("scripted", 1);
        assertThat(page(request)).contains("Commit: " + first, "nothing was let in here before", "in full");
        approve(request);
        assertThat(scene.ada().awaitResult("scripted", 1)).isEqualTo("SUCCESS");

        source.commit("a.txt", "a", "Add the first thing");
        String third = source.commit("b.txt", "b", "Add the second thing");
        String second = build("scripted", 2);
        assertThat(page(second))
                .contains("Commit: " + third, "Running now: " + first)
                .contains("Add the first thing", "Add the second thing", "linus", "File: a.txt", "File: b.txt")
                .as("no change log is taken for all that changed")
                .contains("could not be read in full");
        approve(second);
        assertThat(scene.ada().awaitResult("scripted", 2)).isEqualTo("SUCCESS");

        String again = build("scripted", 3);
        assertThat(page(again)).contains("Running now: " + third).doesNotContain("could not be read in full");
        scene.ada().post("job/scripted/3/stop");

        source.commit("ci/deploy.groovy", ASK, "Ask before the checkout");
        String unseen = build("scripted", 4);
        assertThat(page(unseen)).contains("Commit: unknown", "could not be read in full");
        scene.ada().post("job/scripted/4/stop");
    }

    @Test
    void aScriptWithoutARepositorySaysThatItsCommitIsUnknown() {
        assertThat(page(begin("bare", ASK)))
                .contains("Commit: unknown", "Ref: unknown", "Libraries: none so far", "Agent of the step: none")
                .contains("could not be read in full")
                .doesNotContain("Checked out");
        scene.ada().post("job/bare/1/stop");
    }

    @Test
    void threat08_aRuleThatDoesNotAcceptTheUnknownRefusesIt() {
        refused("strict", ASK_STRICTLY);
        refused("twice-strict", twoCheckouts() + ASK_STRICTLY);
    }

    @Test
    void checkoutsOfDifferentCommitsLeaveTheCommitUnknownAndAreShown() {
        String request = begin("twice", twoCheckouts() + ASK);
        assertThat(page(request))
                .contains("Commit: unknown", "Checked out: 2 different commits: ")
                .contains(library.head());
        scene.ada().post("job/twice/1/stop");
    }

    /** The same repository twice: asked afterwards, the Git plugin knows the last one only. */
    private static String twoCheckouts() {
        return checkout(older) + checkout(library.head());
    }

    private static String checkout(String commit) {
        return "node('deploy') { checkout([$class: 'GitSCM', branches: [[name: '" + commit
                + "']], userRemoteConfigs: [[url: '" + library.url() + "']]]) }\n";
    }

    @Test
    void aSharedLibraryIsShownAndPartOfWhatIsApprovedAndAllOfItOutlivesAKill() throws IOException {
        String script = "@Library('tools') _\nhello()\n" + checkout(older) + ASK;
        String request = begin("shared", script);
        assertThat(page(request))
                .contains("Libraries: tools@main", "Libraries read from: " + library.head(), "Commit: " + older)
                .doesNotContain("Checked out");
        assertThat(opened(request)).doesNotContain(Sha256.of(script).hex());
        scene.jenkins().killAndStart();
        approve(request);
        assertThat(scene.ada().awaitResult("shared", 1))
                .as(scene.ada().console("shared", 1))
                .isEqualTo("SUCCESS");
    }

    @Test
    void threat08_aLibraryThatIsLoadedAfterTheApprovalWasAskedForGetsNoToken() throws IOException {
        String request = begin("late", """
                parallel(
                  ask: { %s },
                  load: {
                    node('deploy') { sh 'while [ ! -f go ]; do sleep 0.2; done' }
                    library('tools@main')
                    echo 'loaded'
                  })
                """.formatted(ASK.strip()));
        await().atMost(PATIENCE)
                .until(() -> Files.isDirectory(agent.workspaces().resolve("late")));
        Files.createFile(agent.workspaces().resolve("late/go"));
        scene.ada().awaitConsole("late", 1, "loaded");
        approve(request);
        assertThat(scene.ada().awaitResult("late", 1)).isEqualTo("FAILURE");
        assertThat(scene.ada().console("late", 1))
                .contains("change_digest_mismatch")
                .doesNotContain("let in");
    }

    @Test
    void theStepHoldsAnAgentWhereItStandsInsideNodeAndInParallel() {
        scene.ada().createPipeline("inside", """
                node('deploy') {
                  parallel(
                    one: { approvalGate(environment: 'production', artifacts: ['sha256:1']) { %s } },
                    two: { approvalGate(environment: 'production', artifacts: ['sha256:2']) { %s } })
                }
                """.formatted(SUM, SUM));
        scene.ada().build("inside");
        for (String request : scene.ada().awaitRequests("inside", 1, 2)) {
            assertThat(page(request)).contains("Agent of the step: " + InboundAgent.NAME + " (deploy)");
            approve(request);
        }
        assertThat(scene.ada().awaitResult("inside", 1)).isEqualTo("SUCCESS");
        assertThat(scene.ada().console("inside", 1).lines().filter(line -> line.endsWith("  -")))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void threat20_theTokenIsMaskedOnAnAgentAndGoneAfterwards() throws IOException {
        String request = begin("deploy", Jenkinsfiles.deploy());
        approve(request);
        Path workspace = agent.workspaces().resolve("deploy");
        Path token = workspace.resolve("token");
        await().atMost(PATIENCE).until(() -> Files.exists(token) && Files.size(token) > 0);
        var leaks = new Leaks(Files.readString(token));
        Files.createFile(workspace.resolve("go"));
        assertThat(scene.ada().awaitResult("deploy", 1))
                .as(scene.ada().console("deploy", 1))
                .isEqualTo("SUCCESS");
        assertThat(scene.ada().console("deploy", 1))
                .contains("Running on " + InboundAgent.NAME, "plain ****", "base64 ****", "again ****")
                .contains("afterwards null");
        assertThat(leaks.answers(scene.ada(), "deploy", 1)).isEmpty();
        assertThat(leaks.files(scene.jenkins().home())).isEmpty();
        assertThat(leaks.files(agent.workspaces())).as("what the script kept").containsExactly("deploy/token");
        assertThat(agent.log()).doesNotContain(Files.readString(token));
        await().untilAsserted(() -> assertThat(scene.ledger()).contains("token.revoked"));
    }

    private static void refused(String job, String script) {
        scene.ada().createPipeline(job, script);
        scene.ada().build(job);
        assertThat(scene.ada().awaitResult(job, 1)).isEqualTo("FAILURE");
        assertThat(scene.ada().console(job, 1)).contains("change_incomplete").doesNotContain("let in");
    }

    private static String begin(String job, String script) {
        scene.ada().createPipeline(job, script);
        return build(job, 1);
    }

    private static String build(String job, int number) {
        scene.ada().build(job);
        return scene.ada().awaitRequest(job, number);
    }

    private static String page(String request) {
        return new ApprovalPage(scene.grace(), request).text();
    }

    /** {@return what the ledger keeps of a request from its beginning} */
    private static String opened(String request) throws IOException {
        return scene.ledger()
                .lines()
                .filter(line -> line.contains(request) && line.contains("definition"))
                .findFirst()
                .orElseThrow();
    }

    private static void approve(String request) {
        Reply reply = new ApprovalPage(scene.grace(), request).approve();
        assertThat(reply.status()).as(reply.body()).isEqualTo(302);
    }
}
