package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlackRevocationTest {

    private static RequestId approved(SlackWorld world) {
        RequestId id = world.open();
        world.click(Roles.APPROVER_1, "approve");
        return id;
    }

    private static DeployToken redeem(SlackWorld world) {
        return world.gate.requests().redeem(FakeIdentity.deploy().assertion(world.clock.instant()));
    }

    private static void revoke(SlackWorld world, Person person, String reason) {
        world.click(person, "revoke");
        Glass.submit(world, person, reason);
    }

    private static String thread(SlackWorld world) {
        var words = new StringBuilder();
        for (SlackMessage message : world.slack.thread(world.message().ts())) {
            words.append(SlackWorld.words(message.blocks()));
        }
        return words.toString();
    }

    @Test
    void threat20_aPersonTakesTheApprovalBack_andEverybodySeesIt() {
        try (var world = new SlackWorld()) {
            RequestId id = approved(world);
            DeployToken token = redeem(world);
            world.click(Roles.APPROVER_2, "revoke");
            var dialog = world.slack.openView(SlackWorld.user(Roles.APPROVER_2)).orElseThrow();
            assertThat(SlackWorld.words(dialog.blocks()))
                    .contains("What this does", "die at once", "No other token is minted");
            assertThat(world.request(id).revoked()).isEmpty();
            Glass.submit(world, Roles.APPROVER_2, "<!channel> the *wrong* build");
            assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                    .singleElement()
                    .satisfies(death -> {
                        assertThat(death.id()).isEqualTo(token.id());
                        assertThat(death.cause()).isEqualTo(DeathCause.APPROVAL_REVOKED);
                    });
            assertThat(Glass.words(world))
                    .startsWith("⛔ Approval revoked: deploy payments → production")
                    .contains("Approved by The approver-1")
                    .contains("Revoked by The approver-2: “<!channel> the *wrong* build” · 2026-03-02 10:00 UTC")
                    .doesNotContain("Revoke…");
            assertThat(world.message().blocks().toString()).doesNotContain("\"broadcast\"", "\"mrkdwn\"");
            assertThat(world.message().text()).startsWith("⛔ Approval revoked");
            assertThat(thread(world)).contains("Details of this decision");
            assertThat(world.slack.thread(world.message().ts())).hasSize(3);
            assertThat(world.lastWhisper(Roles.APPROVER_2).orElseThrow()).startsWith("The approval is revoked");
            assertThatThrownBy(() -> redeem(world)).hasMessageContaining("was revoked");
        }
    }

    @Test
    void threat19_whoeverSeesTheMistakeNeedNotBeTheOneWhoApproved_norUninvolved() {
        for (Person may : List.of(Roles.AUTHOR, Roles.APPROVER_1, Roles.APPROVER_3)) {
            try (var world = new SlackWorld()) {
                RequestId id = approved(world);
                revoke(world, may, "stop");
                assertThat(world.request(id).revoked()).as(may.name()).isPresent();
            }
        }
    }

    @Test
    void whoeverMayNotIsToldPrivately_andThatIsShown() {
        try (var world = new SlackWorld()) {
            RequestId id = approved(world);
            revoke(world, Roles.OUTSIDER, "because I can");
            assertThat(world.request(id).revoked()).isEmpty();
            assertThat(world.lastWhisper(Roles.OUTSIDER).orElseThrow())
                    .startsWith("Your click does not count.")
                    .contains("You are none of them");
            assertThat(Glass.words(world)).contains("The outsider clicked without effect: may not revoke this");
            assertThat(redeem(world)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(SlackUser.Flag.class)
    void threat16_guestsBotsStrangersAndDeactivatedAccountsTakeNothingBack(SlackUser.Flag flag) {
        try (var world = new SlackWorld()) {
            RequestId id = approved(world);
            String user = SlackWorld.user(Roles.APPROVER_2);
            world.click(Roles.APPROVER_2, "revoke");
            world.workspace.put(world.workspace.user(user).orElseThrow().with(flag));
            Glass.submit(world, Roles.APPROVER_2, "stop");
            assertThat(world.request(id).revoked()).isEmpty();
            assertThat(world.request(id).refusedVotes()).hasSize(1);
        }
    }

    @Test
    void threat05_theSameDialogAndTheSameClickCountOnce() {
        try (var world = new SlackWorld()) {
            RequestId id = approved(world);
            revoke(world, Roles.APPROVER_2, "stop");
            int events = world.store.read(id.value()).events().size();
            assertThat(world.slack.replayLastInteraction().status()).isEqualTo(200);
            world.drain();
            assertThat(world.store.read(id.value()).events()).hasSize(events);
        }
    }

    @Test
    void whoeverComesTooLateIsToldSo() {
        try (var world = new SlackWorld()) {
            RequestId id = approved(world);
            world.clock.step(Duration.ofMinutes(5));
            world.click(Roles.APPROVER_3, "revoke");
            world.clock.step(Duration.ofMinutes(58));
            world.drain();
            assertThat(Glass.words(world)).doesNotContain("Revoke");
            Glass.submit(world, Roles.APPROVER_3, "stop");
            assertThat(world.request(id).revoked()).isEmpty();
            assertThat(world.request(id).refusedVotes())
                    .extracting(refused -> refused.reason())
                    .contains(ReasonCode.NOTHING_TO_REVOKE);
        }
    }
}
