package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.adapter.slack.SlackManifest;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Linking;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Visitor;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import dev.approvalgate.server.sandbox.slack.SlackUser.Flag;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the way in which people link their accounts. */
class LinkThreatsTest {

    private static final String MALLORY = "U0MALLORY01";
    private static final Account VICTIM = Account.user(1005, "victim");
    private static final Account FIRST = Account.user(1006, "first");
    private static final Account FRESH = Account.user(1007, "fresh");

    @TempDir
    Path folder;

    private Scene scene;
    private Linking linking;

    private void scene(Settings settings) {
        scene(settings, LinkThreatsTest::knowingTheVictim);
    }

    private void scene(Settings settings, UnaryOperator<PolicyText> policy) {
        scene = Scene.set(folder, settings, policy);
        for (Account account : List.of(VICTIM, FIRST, FRESH)) {
            scene.github().user(account.id(), account.login());
        }
        put(SlackUser.member(
                MALLORY, "mallory", "Mallory", scene.slack().workspace().teamId()));
        scene.start();
        linking = new Linking(scene);
    }

    private void put(SlackUser user) {
        scene.slack().workspace().put(user);
    }

    private static PolicyText knowingTheVictim(PolicyText policy) {
        return policy.with(
                        "people",
                        "  - { id: victim, name: Victim, accounts: { github: %s/1005 } }%n".formatted(policy.realm()))
                .with("group", "[author, approver-1, victim]");
    }

    private static PolicyText knowingMalloryInSlackOnly(PolicyText policy) {
        return policy.with(
                        "people",
                        "  - { id: mallory, name: Mallory, accounts: { slack: T0SANDBOX01/%s } }%n".formatted(MALLORY))
                .with("group", "[author, approver-1, mallory]")
                .with("accepts", "[incomplete_change, unmapped_authors]");
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static void refused(Reply reply, String reason) {
        assertThat(reply.status()).as(reply.body()).isIn(400, 403, 404, 409);
        assertThat(reply.body()).contains("<code>" + reason + "</code>");
    }

    private void nothingWasLinked() {
        assertThat(scene.ledger()).doesNotContain("link.made");
    }

    @Test
    void threat14_anApproversNameAndEMailGiveNoAuthority() {
        scene(Settings.USUAL);
        SlackUser approver =
                scene.slack().workspace().user(Someone.APPROVER_1.slack()).orElseThrow();
        scene.slack().workspace().email(Someone.APPROVER_1.slack(), "approver-1@example.com");
        put(SlackUser.member(MALLORY, approver.name(), approver.realName(), approver.teamId()));
        scene.slack().workspace().email(MALLORY, "approver-1@example.com");
        Deployment deployment = scene.deploy();

        scene.approve(new Someone("mallory", MALLORY, VICTIM), deployment);

        linking.waitForPrivateAnswer(MALLORY, "not linked to a person");
        assertThat(scene.ledger()).contains("voter_unknown");
        assertThat(linking.type(MALLORY, "whoami")).contains("does not list this account");
        assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        assertThat(SlackManifest.SCOPES).as("addresses are not even read").noneMatch(scope -> scope.contains("email"));
    }

    @Test
    void threat15_whoeverIsSentTheAddressSeesWhoseAttemptItIs() {
        scene(Settings.USUAL);
        var victim = new Visitor();

        Reply first = linking.open(victim, linking.begin(MALLORY));
        assertThat(first.body()).contains("Mallory", "(@mallory)", "If not, somebody sent you here");
        URI back = linking.signIn(victim, first, VICTIM);
        Reply both = victim.get(Visitor.location(victim.get(back)));
        assertThat(both.body())
                .contains("Mallory", MALLORY, "T0SANDBOX01", "victim", "account 1005 on 127.0.0.1")
                .contains("If not, somebody sent you here", "Not mine");
        assertThat(linking.answer(victim, both, "refuse").body()).contains("Nothing was linked");

        refused(linking.answer(victim, both, "link"), "link_stale");
        nothingWasLinked();
    }

    @Test
    void threat15_theAddressOpensInOneBrowserOnly() {
        scene(Settings.USUAL);
        URI address = linking.begin(MALLORY);
        var mallory = new Visitor();
        linking.open(mallory, address);

        refused(new Visitor().get(address), "link_stale");
        nothingWasLinked();
    }

    @Test
    void threat15_aSignInThatWasBegunElsewhereIsNotFinished() {
        scene(Settings.USUAL);
        var mallory = new Visitor();
        Reply page = linking.open(mallory, linking.begin(MALLORY));
        // Mallory sends the victim GitHub's own address, with the state of Mallory's attempt in it.
        var victim = new Visitor();
        URI back = linking.signIn(victim, page, VICTIM);

        refused(victim.get(back), "link_stale");
        linking.open(victim, linking.begin(Someone.APPROVER_2.slack()));
        refused(victim.get(back), "link_stale");

        assertThat(scene.githubCalls().where(call -> call.path().endsWith("/access_token")))
                .as("the victim's code is not exchanged")
                .isEmpty();
        nothingWasLinked();
    }

    @Test
    void threat15_aCodeOfAnotherSignInDoesNotFitTheProofKey() {
        scene(Settings.USUAL);
        var victim = new Visitor();
        URI victims = linking.signIn(victim, linking.open(victim, linking.begin(Someone.APPROVER_2.slack())), VICTIM);
        var mallory = new Visitor();
        URI own = linking.signIn(mallory, linking.open(mallory, linking.begin(MALLORY)), Someone.AUTHOR.github());
        String stolen = victims.getQuery().replaceAll(".*code=([^&]+).*", "$1");

        URI injected = URI.create(own.toString().replaceAll("code=[^&]+", "code=" + stolen));

        refused(mallory.get(injected), "link_sign_in_refused");
        refused(mallory.get(own), "link_stale");
        nothingWasLinked();
    }

    @Test
    void threat15_nothingIsDoneTwiceOrTooLate() {
        scene(Settings.USUAL);
        var browser = new Visitor();
        URI back = linking.signIn(browser, linking.open(browser, linking.begin(MALLORY)), VICTIM);
        Reply both = browser.get(Visitor.location(browser.get(back)));
        refused(browser.get(back), "link_stale");
        URI late = linking.begin(Someone.APPROVER_2.slack());
        scene.clock().advance(Duration.ofMinutes(11));

        refused(linking.answer(browser, both, "link"), "link_stale");
        refused(new Visitor().get(late), "link_stale");
        nothingWasLinked();
    }

    @Test
    void threat16_guestsBotsAndTheDeactivatedLinkNothing() {
        scene(Settings.USUAL);
        SlackUser member = scene.slack().workspace().user(MALLORY).orElseThrow();
        for (Flag flag : List.of(Flag.IS_RESTRICTED, Flag.DELETED, Flag.IS_BOT)) {
            put(member);
            var browser = new Visitor();
            Reply both = linking.proven(browser, MALLORY, VICTIM);
            put(member.with(flag));

            Reply refused = linking.answer(browser, both, "link");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).containsPattern("voter_(is_guest|deactivated|is_bot)");
        }
        nothingWasLinked();
    }

    @Test
    void threat29_anotherSitesFormLinksNothing() {
        scene(Settings.USUAL);
        var browser = new Visitor();
        Reply both = linking.proven(browser, MALLORY, VICTIM);

        for (String origin :
                List.of("https://evil.example", "null", scene.github().base().toString())) {
            refused(browser.post(scene.url("/link"), linking.form(both, "link"), origin), "cross_site");
        }
        browser.get(scene.url("/link?answer=link"));
        var noToken = linking.form(both, "link");
        noToken.remove("token");
        refused(browser.post(scene.url("/link"), noToken), "cross_site");
        nothingWasLinked();

        assertThat(linking.answer(browser, both, "link").body()).contains("Your accounts are linked");
    }

    @Test
    void threat31_anAuthorsSecondAccountIsAStrangerUntilItIsLinkedAndAnAuthorFromThenOn() {
        scene(Settings.USUAL);
        var second = new Someone("mallory", MALLORY, VICTIM);
        Deployment deployment = scene.deploy(scene.change(VICTIM), "production");
        scene.approve(second, deployment);
        linking.waitForPrivateAnswer(MALLORY, "not linked to a person");

        linking.link(MALLORY, VICTIM);
        scene.clock().advance(Duration.ofHours(25));
        Deployment own = scene.deploy(scene.change(VICTIM), "production");
        scene.approve(second, own);

        Scene.eventually().untilAsserted(() -> assertThat(scene.ledger()).contains("voter_is_contributor"));
        linking.type(MALLORY, "unlink");
        Deployment after = scene.deploy(scene.change(VICTIM), "production");
        long before = count(scene.ledger());
        scene.approve(second, after);
        Scene.eventually().untilAsserted(() -> assertThat(count(scene.ledger())).isGreaterThan(before));
        assertThat(after.job().state()).isEqualTo(JobState.WAITING);
        assertThat(scene.ledger()).doesNotContain("vote.recorded");
    }

    @Test
    void threat31_aFreshAccountThatItsOwnerLinksTellsNobodyApart() {
        scene(Settings.USUAL, LinkThreatsTest::knowingMalloryInSlackOnly);
        // Mallory writes with the first account, which nobody knows, and links one that is made for the purpose.
        linking.link(MALLORY, FRESH);
        scene.clock().advance(Duration.ofHours(25));
        Deployment own = scene.deploy(scene.change(FIRST), "production");

        scene.approve(new Someone("mallory", MALLORY, FRESH), own);

        linking.waitForPrivateAnswer(MALLORY, "No account of yours that the policy or a group names");
        assertThat(scene.ledger()).contains("voter_not_linked").doesNotContain("vote.recorded");
        assertThat(own.job().state()).isEqualTo(JobState.WAITING);
    }

    private static long count(String ledger) {
        return ledger.lines()
                .filter(line -> line.contains("voter_is_contributor"))
                .count();
    }
}
