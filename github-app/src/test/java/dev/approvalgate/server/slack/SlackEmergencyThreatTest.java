package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.VoteRefused;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlackEmergencyThreatTest {

    private static List<ReasonCode> refusals(SlackWorld world, RequestId id) {
        return world.request(id).refusedVotes().stream()
                .map(VoteRefused::reason)
                .toList();
    }

    /** What the person's last click sent, as if another button had been pressed. */
    private static ObjectNode forged(SlackWorld world, Person person, String action) {
        world.slack.click(SlackWorld.user(person), world.message().ts(), "full_change");
        ObjectNode payload = world.slack.lastPayload().orElseThrow();
        ((ObjectNode) payload.path("actions").path(0)).put("action_id", action);
        return payload;
    }

    @Test
    void threat05_aBreakGlassSentAgainHasNoSecondEffect() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = Glass.broken(world);
            ObjectNode captured = world.slack.lastPayload().orElseThrow();
            int events = world.store.read(id.value()).events().size();
            assertThat(world.slack.replayLastInteraction().status()).isEqualTo(200);
            assertThat(world.slack.deliver(captured).status()).isEqualTo(200);
            world.drain();
            assertThat(world.store.read(id.value()).events()).hasSize(events);
            world.clock.step(Duration.ofMinutes(6));
            assertThat(world.slack.replayLastInteraction().status()).isEqualTo(401);
        }
    }

    @Test
    void threat05_aReviewSentAgainAfterwardsIsTheSameReview() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = Glass.broken(world);
            Glass.review(world, Roles.APPROVER_2, "seen");
            int events = world.store.read(id.value()).events().size();
            assertThat(world.slack
                            .deliver(world.slack.lastPayload().orElseThrow())
                            .status())
                    .isEqualTo(200);
            world.drain();
            assertThat(world.store.read(id.value()).events()).hasSize(events);
        }
    }

    @Test
    void threat05_aForgedClickBreaksNoGlassWhereThePolicyHasNone() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            assertThat(world.slack
                            .deliver(forged(world, Roles.APPROVER_1, "break_glass"))
                            .status())
                    .isEqualTo(200);
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id)).containsExactly(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
            assertThat(world.lastWhisper(Roles.APPROVER_1))
                    .contains("Your click does not count. The policy does not let you break glass here.");
            assertThat(Glass.words(world)).contains("The approver-1 clicked without effect: may not break glass");
        }
    }

    @Test
    void threat05_aForgedReviewOfWhatNobodyBrokeHasNoEffect() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            world.slack.deliver(forged(world, Roles.APPROVER_2, "review"));
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id)).containsExactly(ReasonCode.REVIEW_NOT_DUE);
        }
    }

    @Test
    void threat05_aForgedDialogWithoutATicketOrWithSomebodyElsesDoesNothing() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "break_glass");
            String user = SlackWorld.user(Roles.APPROVER_1);
            world.slack.submitView(user, Map.of("reason", "!"));
            ObjectNode payload = world.slack.lastPayload().orElseThrow();
            ObjectNode input = (ObjectNode) payload.path("view")
                    .path("state")
                    .path("values")
                    .path("reason")
                    .path("text");
            input.put("value", "a forged reason");
            ObjectNode stranger = payload.deepCopy();
            ((ObjectNode) stranger.path("user")).put("id", SlackWorld.user(Roles.APPROVER_2));
            ObjectNode invented = payload.deepCopy();
            ((ObjectNode) invented.path("view")).put("private_metadata", "0".repeat(32));
            assertThat(world.slack.deliver(stranger).status()).isEqualTo(200);
            assertThat(world.slack.deliver(invented).status()).isEqualTo(200);
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id)).isEmpty();
        }
    }

    @Test
    void threat05_aButtonThatShowedSomethingElseBreaksNoGlass() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            // A click that opened no dialog leaves its trigger unused, and a trigger opens one dialog only.
            world.click(Roles.APPROVER_1, "approve");
            ObjectNode payload = world.slack.lastPayload().orElseThrow();
            ObjectNode action = (ObjectNode) payload.path("actions").path(0);
            action.put("action_id", "break_glass");
            action.put("value", action.path("value").asText().replaceAll("[0-9a-f]{32}$", "0".repeat(32)));
            world.slack.deliver(payload);
            Glass.submit(world, Roles.APPROVER_1, "payments are down");
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id)).containsExactly(ReasonCode.VOTE_STALE_VIEW);
        }
    }

    @Test
    void nothingIsTakenInBeforeItIsDurable() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "break_glass");
            world.inboxFails = true;
            String user = SlackWorld.user(Roles.APPROVER_1);
            assertThat(world.slack.submitView(user, Map.of("reason", "down")).status())
                    .isEqualTo(503);
            world.inboxFails = false;
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(world.whispers(Roles.APPROVER_1)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(SlackUser.Flag.class)
    void threat16_guestsBotsStrangersAndDeactivatedAccountsBreakNoGlass(SlackUser.Flag flag) {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            String user = SlackWorld.user(Roles.APPROVER_1);
            world.workspace.put(world.workspace.user(user).orElseThrow().with(flag));
            Glass.breakGlass(world, Roles.APPROVER_1, "payments are down");
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id))
                    .hasSize(1)
                    .containsAnyOf(ReasonCode.VOTER_IS_GUEST, ReasonCode.VOTER_IS_BOT, ReasonCode.VOTER_DEACTIVATED);
        }
    }

    @Test
    void threat16_aMemberOfAnotherTeamBreaksNoGlassAndReviewsNothing() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            for (Person person : List.of(Roles.APPROVER_1, Roles.APPROVER_2)) {
                String user = SlackWorld.user(person);
                world.workspace.put(SlackUser.member(user, user, "Somebody", "T0FOREIGN01"));
            }
            Glass.breakGlass(world, Roles.APPROVER_1, "payments are down");
            assertThat(refusals(world, id)).containsExactly(ReasonCode.VOTER_FOREIGN_TEAM);
            String home = SlackWorld.user(Roles.APPROVER_1);
            world.workspace.put(SlackUser.member(home, "approver-1", "The approver-1", Roles.TEAM));
            Glass.breakGlass(world, Roles.APPROVER_1, "payments are down");
            assertThat(world.request(id).isPending()).isFalse();
            Glass.review(world, Roles.APPROVER_2, "seen");
            assertThat(world.request(id).reviewed()).isEmpty();
        }
    }

    @Test
    void threat02_theAuthorBreaksNoGlassFromAnotherAccount() {
        var second = new Person(
                Roles.AUTHOR.id(),
                Roles.AUTHOR.name(),
                Set.of(
                        Roles.github(Roles.AUTHOR),
                        Roles.slack(Roles.AUTHOR),
                        Account.slack(Roles.TEAM, "U0SECOND0001")));
        try (var world = new SlackWorld(Glass.policy().person(second))) {
            world.workspace.put(SlackUser.member("U0SECOND0001", "author-again", "Somebody", Roles.TEAM));
            RequestId id = world.open();
            world.click("U0SECOND0001", "break_glass");
            world.slack.submitView("U0SECOND0001", Map.of("reason", "it is urgent"));
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id)).containsExactly(ReasonCode.VOTER_IS_CONTRIBUTOR);
        }
    }

    @Test
    void threat31_anAccountThatIsNotLinkedToTheAuthorsKindBreaksNoGlass() {
        var unlinked = new Person(
                new PersonId("unlinked"), "Somebody unlinked", Set.of(Account.slack(Roles.TEAM, "U0UNLINKED01")));
        try (var world = new SlackWorld(Glass.policy().group("responders", unlinked))) {
            world.workspace.put(SlackUser.member("U0UNLINKED01", "unlinked", "Somebody unlinked", Roles.TEAM));
            RequestId id = world.open();
            world.click("U0UNLINKED01", "break_glass");
            world.slack.submitView("U0UNLINKED01", Map.of("reason", "it is urgent"));
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(refusals(world, id)).containsExactly(ReasonCode.VOTER_NOT_LINKED);
        }
    }

    @Test
    void threat02_whoeverBrokeTheGlassDoesNotReviewItFromAnotherAccount() {
        var second = new Person(
                Roles.APPROVER_1.id(),
                Roles.APPROVER_1.name(),
                Set.of(
                        Roles.github(Roles.APPROVER_1),
                        Roles.slack(Roles.APPROVER_1),
                        Account.slack(Roles.TEAM, "U0SECOND0001")));
        try (var world = new SlackWorld(Glass.policy().person(second))) {
            world.workspace.put(SlackUser.member("U0SECOND0001", "again", "Somebody", Roles.TEAM));
            RequestId id = Glass.broken(world);
            Glass.review(world, Roles.APPROVER_1, "all is well");
            world.click("U0SECOND0001", "review");
            world.slack.submitView("U0SECOND0001", Map.of("reason", "all is well"));
            world.drain();
            Glass.review(world, Roles.APPROVER_3, "all is well");
            assertThat(world.request(id).reviewed()).isEmpty();
            assertThat(refusals(world, id)).hasSize(3).containsOnly(ReasonCode.REVIEW_NOT_ALLOWED);
            assertThat(world.lastWhisper(Roles.APPROVER_1).orElseThrow()).contains("The policy asks others to review");
        }
    }

    @Test
    void whoeverComesAfterTheEndIsToldSoAndAskedNothing() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            ObjectNode late = forged(world, Roles.APPROVER_1, "break_glass");
            world.slack.closeView(SlackWorld.user(Roles.APPROVER_1));
            world.click(Roles.APPROVER_2, "reject");
            world.slack.deliver(late);
            world.drain();
            assertThat(world.slack.openView(SlackWorld.user(Roles.APPROVER_1))).isEmpty();
            assertThat(refusals(world, id)).containsExactly(ReasonCode.VOTE_TOO_LATE);
        }
    }

    @Test
    void anOverdueReviewIsToldToWhoeverWouldBreakGlassAgain() {
        try (var world = new SlackWorld(Glass.policy().channels(PolicyBuilder.CHANNEL))) {
            RequestId first = Glass.broken(world);
            world.clock.step(Duration.ofDays(2));
            world.drain();
            RequestId second = world.openAgain();
            world.clickOn(second, Roles.APPROVER_1, "break_glass");
            Glass.submit(world, Roles.APPROVER_1, "again");
            assertThat(world.request(second).isPending()).isTrue();
            assertThat(refusals(world, second)).containsExactly(ReasonCode.REVIEW_OVERDUE);
            assertThat(world.lastWhisper(Roles.APPROVER_1).orElseThrow()).contains("has not been reviewed in time");
            world.clickOn(first, Roles.APPROVER_2, "review");
            Glass.submit(world, Roles.APPROVER_2, "");
            world.clickOn(second, Roles.APPROVER_1, "break_glass");
            Glass.submit(world, Roles.APPROVER_1, "again");
            assertThat(world.request(second).glass()).isPresent();
        }
    }
}
