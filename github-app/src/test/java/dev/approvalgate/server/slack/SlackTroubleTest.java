package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCheck;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.adapter.slack.SlackDirectory;
import dev.approvalgate.adapter.slack.SlackManifest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.slack.SlackChannel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlackTroubleTest {

    private static Interceptor on(String method, Answer answer) {
        return new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return call.path().endsWith(method) ? Optional.of(answer) : Optional.empty();
            }
        };
    }

    @Test
    void slackIsGivenTheTimeItAsksFor() {
        try (var world = new SlackWorld()) {
            Interceptor limit =
                    on("chat.postMessage", Answer.json(429, "{\"ok\":false}").with("Retry-After", "90"));
            world.slack.server().intercept(limit);
            RequestId id = world.open();
            world.slack.server().remove(limit);
            world.clock.step(Duration.ofSeconds(89));
            world.drain();
            assertThat(world.request(id).published()).isEmpty();
            world.clock.step(Duration.ofSeconds(30));
            world.drain();
            assertThat(world.request(id).published()).hasSize(1);
        }
    }

    @Test
    void aBrokenSlackIsTriedAgain() {
        try (var world = new SlackWorld()) {
            Interceptor broken = on("chat.update", Answer.json(503, "upstream"));
            RequestId id = world.open();
            world.slack.server().intercept(broken);
            world.click(Roles.APPROVER_1, "approve");
            assertThat(SlackWorld.words(world.message().blocks())).startsWith("Deploy payments");
            world.slack.server().remove(broken);
            world.clock.step(Duration.ofMinutes(2));
            world.drain();
            assertThat(SlackWorld.words(world.message().blocks())).startsWith("✅ Approved");
            assertThat(world.request(id).givenUp()).isEmpty();
        }
    }

    @Test
    void aChannelSharedWithAnotherCompanyIsNoTarget() {
        try (var world = new SlackWorld()) {
            world.workspace.put(SlackChannel.of(SlackWorld.CHANNEL, "partners", SlackChannel.Kind.EXTERNALLY_SHARED)
                    .with(world.app.botUserId()));
            RequestId id = world.open();
            assertThat(world.slack.messages(SlackWorld.CHANNEL)).isEmpty();
            assertThat(world.request(id).givenUp()).singleElement().satisfies(lost -> {
                assertThat(lost.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID);
                assertThat(lost.detail()).contains("Slack Connect");
            });
        }
    }

    @Test
    void aDeletedMessageDoesNotStopTheDecision() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            world.slack
                    .server()
                    .intercept(on("chat.update", Answer.json(200, "{\"ok\":false,\"error\":\"message_not_found\"}")));
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.request(id).isPending()).isFalse();
            assertThat(world.request(id).givenUp())
                    .anySatisfy(lost -> assertThat(lost.detail()).contains("no longer in the channel"));
        }
    }

    @Test
    void nobodyCountsWhereTheDirectoryCannotBeRead() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            Interceptor broken = on("users.info", Answer.json(500, "{}"));
            world.slack.server().intercept(broken);
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.request(id).votes()).isEmpty();
            assertThatExceptionOfType(GateException.class)
                    .isThrownBy(() -> new SlackDirectory(world.api)
                            .standings(List.of(Roles.slack(Roles.APPROVER_1)), Directory.Freshness.NOW))
                    .extracting(GateException::reason)
                    .isEqualTo(ReasonCode.DIRECTORY_UNREADABLE);
            world.slack.server().remove(broken);
            world.clock.step(Duration.ofMinutes(2));
            world.drain();
            assertThat(world.request(id).votes()).hasSize(1);
        }
    }

    @Test
    void aClickThatLosesTooManyRacesIsTriedAgain() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            var races = new AtomicInteger(60);
            world.store.beforeCommit(commit -> {
                if (commit.claims().stream().anyMatch(claim -> claim.startsWith("click:"))
                        && races.getAndDecrement() > 0) {
                    throw new VersionConflict(commit.stream(), commit.expectedVersion());
                }
            });
            world.click(Roles.APPROVER_1, "approve");
            world.clock.step(Duration.ofMinutes(1));
            world.drain();
            assertThat(world.request(id).votes()).hasSize(1);
        }
    }

    @Test
    void theCheckNamesWhatIsWrongAndHowToMendIt() {
        try (var world = new SlackWorld()) {
            assertThat(new SlackCheck(world.api).run(List.of(SlackWorld.CHANNEL)))
                    .allMatch(SlackCheck.Finding::ok)
                    .hasSize(4);
            world.workspace.put(SlackChannel.of("C0000000002", "elsewhere", SlackChannel.Kind.PUBLIC));
            assertThat(new SlackCheck(world.api).run(List.of("C0000000002", "C0000000003")))
                    .filteredOn(finding -> !finding.ok())
                    .extracting(SlackCheck.Finding::detail)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("/invite"),
                            second -> assertThat(second).contains("channel_not_found", "check the id"));
        }
    }

    @Test
    void aWrongTokenIsNamedAndNeverShown() {
        try (var world = new SlackWorld();
                var wrong = new SlackApi(
                        new SlackConnection(
                                Roles.TEAM,
                                null,
                                world.slack.base(),
                                world.slack.apiBase(),
                                Secret.of("xoxb-wrong"),
                                List.of(),
                                null),
                        world.clock)) {
            assertThat(new SlackCheck(wrong).run(List.of()))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail())
                            .contains("invalid_auth", "put the bot token")
                            .doesNotContain("xoxb-wrong"));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var world = new SlackWorld()) {
            world.slack
                    .server()
                    .intercept(on("chat.postMessage", Answer.redirect("https://evil.example/api/chat.postMessage")));
            RequestId id = world.open();
            assertThat(world.request(id).published()).isEmpty();
            assertThat(world.store.work().of(id.value()))
                    .anySatisfy(item -> assertThat(item.lastError()).contains("302"));
        }
    }

    @Test
    void tokensTravelOverHttpsOnly() {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> new SlackConnection(
                        Roles.TEAM,
                        null,
                        URI.create("https://acme.slack.com"),
                        URI.create("http://slack.example/api/"),
                        Secret.of("xoxb-1"),
                        List.of(),
                        null))
                .withMessageContaining("slack.api_url");
    }

    @Test
    void theManifestAsksForSocketsWhereThereIsNoPublicAddress() {
        assertThat(SlackManifest.json("Approval Gate", null))
                .contains("\"socket_mode_enabled\" : true", "chat:write")
                .doesNotContain("request_url");
        assertThat(SlackManifest.json("Approval Gate", URI.create("https://gate.example.com/")))
                .contains("\"request_url\" : \"https://gate.example.com/slack/interactions\"")
                .contains("\"socket_mode_enabled\" : false");
    }

    @Test
    void whoeverCannotBeOpenedADialogIsToldThatNothingWasRecorded() {
        try (var world = new SlackWorld(
                PolicyBuilder.production().voteReason(dev.approvalgate.domain.policy.Rule.VoteReason.ALWAYS))) {
            RequestId id = world.open();
            world.slack
                    .server()
                    .intercept(on("views.open", Answer.json(200, "{\"ok\":false,\"error\":\"expired_trigger_id\"}")));
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.lastWhisper(Roles.APPROVER_1).orElseThrow()).contains("nothing was recorded");
            assertThat(world.request(id).votes()).isEmpty();
        }
    }
}
