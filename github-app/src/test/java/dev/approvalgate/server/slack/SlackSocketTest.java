package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.adapter.slack.SlackSocket;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlackSocketTest {

    private static final class Heard implements SlackSocket.Listener {
        final AtomicInteger connected = new AtomicInteger();
        final AtomicInteger lost = new AtomicInteger();
        final AtomicInteger strangers = new AtomicInteger();

        @Override
        public void connected(int ours) {
            connected.incrementAndGet();
        }

        @Override
        public void lost(String why) {
            lost.incrementAndGet();
        }

        @Override
        public void strangers(int others) {
            strangers.addAndGet(others);
        }
    }

    @Test
    void clicksAndReasonsComeOverTheSocket() {
        try (var world = new SlackWorld(PolicyBuilder.production().voteReason(VoteReason.ALWAYS));
                var socket =
                        new SlackSocket(world.api, world.interactions, world.commands, SlackSocket.Listener.NONE)) {
            socket.start();
            await().until(() -> socket.connections() == 1);
            world.callbacks.close();
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "approve");
            String user = SlackWorld.user(Roles.APPROVER_1);
            assertThat(world.slack.submitView(user, Map.of("reason", "…")).errors())
                    .containsKey("reason");
            assertThat(world.slack.submitView(user, Map.of("reason", "Seen it")).ok())
                    .isTrue();
            world.drain();
            assertThat(world.request(id).votes()).hasSize(1);
        }
    }

    @Test
    void theSuccessorStandsBeforeTheOldConnectionGoes() {
        var heard = new Heard();
        try (var world = new SlackWorld();
                var socket = new SlackSocket(world.api, world.interactions, world.commands, heard)) {
            socket.start();
            await().until(() -> socket.connections() == 1);
            world.slack.announceDisconnect("refresh_requested");
            await().until(() -> heard.connected.get() == 2 && world.slack.socketConnections() == 1);
            assertThat(heard.lost).hasValue(0);
            assertThat(heard.strangers).hasValue(0);
        }
    }

    @Test
    void aLostConnectionComesBack() {
        var heard = new Heard();
        try (var world = new SlackWorld();
                var socket = new SlackSocket(world.api, world.interactions, world.commands, heard)) {
            socket.start();
            await().until(() -> socket.connections() == 1);
            world.slack.cutSockets();
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.connected.get() == 2);
            assertThat(heard.lost).hasValue(1);
        }
    }

    @Test
    void threat36_aSecondHolderOfTheTokenRaisesTheAlarm() {
        var ours = new Heard();
        var theirs = new Heard();
        try (var world = new SlackWorld();
                var thief = new SlackSocket(world.api, world.interactions, world.commands, theirs);
                var socket = new SlackSocket(world.api, world.interactions, world.commands, ours)) {
            thief.start();
            await().until(() -> thief.connections() == 1);
            assertThat(theirs.strangers).hasValue(0);
            socket.start();
            await().until(() -> ours.strangers.get() == 1);
        }
    }

    @Test
    void threat36_nothingIsAcknowledgedBeforeItIsDurable() {
        try (var world = new SlackWorld();
                var socket =
                        new SlackSocket(world.api, world.interactions, world.commands, SlackSocket.Listener.NONE)) {
            socket.start();
            await().until(() -> socket.connections() == 1);
            RequestId id = world.open();
            world.inboxFails = true;
            assertThat(world.slack
                            .click(
                                    SlackWorld.user(Roles.APPROVER_1),
                                    world.message().ts(),
                                    "approve")
                            .problem())
                    .contains("did not acknowledge");
            world.inboxFails = false;
            world.drain();
            assertThat(world.request(id).votes()).isEmpty();
            assertThat(world.whispers(Roles.APPROVER_1)).isEmpty();
        }
    }
}
