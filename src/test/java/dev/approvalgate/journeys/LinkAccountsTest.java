package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Linking;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person whom the policy knows by their account on GitHub only links the one in Slack, and then votes there. */
class LinkAccountsTest {

    private static final String SLACK = "U0NEWCOMER1";
    private static final Account GITHUB = Account.user(1005, "newcomer");
    private static final Someone NEWCOMER = new Someone("newcomer", SLACK, GITHUB);

    @TempDir
    Path folder;

    private Scene scene(Settings settings) {
        Scene scene = Scene.set(folder, settings, LinkAccountsTest::knowingNewcomer);
        scene.github().user(GITHUB.id(), GITHUB.login());
        scene.slack()
                .workspace()
                .put(SlackUser.member(
                        SLACK,
                        "newcomer",
                        "New Comer",
                        scene.slack().workspace().teamId()));
        return scene.start();
    }

    private static PolicyText knowingNewcomer(PolicyText policy) {
        return policy.with(
                        "people",
                        "  - { id: newcomer, name: Newcomer, accounts: { github: %s/1005 } }%n"
                                .formatted(policy.realm()))
                .with("group", "[author, newcomer]");
    }

    @Test
    void whoeverLinksTheirAccountsVotesAfterTheDelayAndNoLongerAfterTheEnd() {
        try (Scene scene = scene(Settings.USUAL)) {
            var linking = new Linking(scene);
            assertThat(linking.type(SLACK, "whoami")).contains("does not list this account");
            Deployment deployment = scene.deploy();
            scene.approve(NEWCOMER, deployment);
            linking.waitForPrivateAnswer(SLACK, "not linked to a person");

            linking.link(SLACK, GITHUB);

            linking.waitForMessageTo(SLACK, "GitHub account 1005");
            linking.waitForMessageTo(SLACK, "/gate unlink");
            assertThat(scene.github().personalTokens())
                    .as("GitHub's token was taken back")
                    .isZero();
            assertThat(linking.type(SLACK, "whoami")).contains("You linked it with GitHub account 1005");
            scene.approve(NEWCOMER, deployment);
            Scene.eventually().untilAsserted(() -> assertThat(scene.ledger()).contains("voter_link_too_new"));
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);

            scene.clock().advance(Duration.ofHours(25));
            Deployment later = scene.deploy();
            scene.approve(NEWCOMER, later);
            scene.waitFor(later.job(), JobState.IN_PROGRESS);

            assertThat(linking.type(SLACK, "unlink")).contains("No longer linked with GitHub account 1005");
            linking.waitForMessageTo(SLACK, "no longer linked");
            assertThat(scene.exchange(scene.identityToken(later.job())).text("error"))
                    .as("the vote is void before the mint")
                    .isEqualTo("access_denied");
            assertThat(scene.ledger()).contains("link.made", "link.ended").doesNotContain("New Comer", "ghu_");
        }
    }

    @Test
    void commandsComeOverTheSocketToo() {
        try (Scene scene = scene(Settings.USUAL.withoutPublicAddress())) {
            Scene.eventually().until(() -> scene.slack().socketConnections() > 0);
            var linking = new Linking(scene);

            assertThat(linking.type(SLACK, "help")).contains("/gate link", "/gate unlink", "/gate whoami");
            assertThat(linking.type(Someone.AUTHOR.slack(), " WhoAmI "))
                    .contains("slack:T0SANDBOX01/" + Someone.AUTHOR.slack(), "author");
            linking.link(SLACK, GITHUB);

            linking.waitForMessageTo(SLACK, "GitHub account 1005");
        }
    }

    @Test
    void theMessageIsWrittenAfterARestartToo() {
        try (Scene scene = scene(Settings.USUAL)) {
            var linking = new Linking(scene);
            var down = new AtomicBoolean(true);
            scene.slack().server().intercept(new Interceptor() {
                @Override
                public Optional<Answer> before(Call call) {
                    return down.get() && call.path().endsWith("/chat.postMessage")
                            ? Optional.of(Answer.empty(503))
                            : Optional.empty();
                }
            });
            linking.link(SLACK, GITHUB);
            scene.stop();
            assertThat(linking.messagesTo(SLACK)).isEmpty();
            down.set(false);

            scene.start();

            linking.waitForMessageTo(SLACK, "GitHub account 1005");
        }
    }
}
