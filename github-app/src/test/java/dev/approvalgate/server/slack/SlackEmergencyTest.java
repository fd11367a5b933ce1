package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalEvent.EmergencyReviewed;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.Decision.Outcome;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.server.sandbox.slack.OpenView;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlackEmergencyTest {

    @Test
    void theButtonIsThereOnlyWhereThePolicyLetsSomebody() {
        try (var world = new SlackWorld(Glass.policy())) {
            world.open();
            assertThat(Glass.words(world)).contains("Approve", "Reject", "Break glass…", "Full change");
            world.policies.set(PolicyBuilder.production().count(2).build());
            world.click(Roles.APPROVER_1, "approve");
            assertThat(Glass.words(world)).contains("Approve", "Reject").doesNotContain("Break glass");
        }
        try (var world = new SlackWorld()) {
            world.open();
            assertThat(Glass.words(world)).doesNotContain("Break glass");
        }
    }

    @Test
    void theDialogSaysWhatItDoesAndNothingHappensWithoutAReason() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "break_glass");
            String user = SlackWorld.user(Roles.APPROVER_1);
            OpenView dialog = world.slack.openView(user).orElseThrow();
            assertThat(SlackWorld.words(dialog.blocks()))
                    .contains("Deploy payments → production")
                    .contains("approved at once, on your word alone")
                    .contains("A token lives 5 min at most")
                    .contains("reviewed within 2 d by somebody else, of auditors")
                    .contains("While that review is overdue, nobody can break glass for this pipeline again.");
            assertThat(world.slack.submitView(user, Map.of("reason", "…")).errors())
                    .containsKey("reason");
            assertThat(world.slack.submitView(user, Map.of("reason", "\u200B")).errors())
                    .containsKey("reason");
            world.drain();
            assertThat(world.request(id).isPending()).isTrue();
            Glass.submit(world, Roles.APPROVER_1, "payments are down");
            assertThat(world.request(id).decision().map(decision -> decision.outcome()))
                    .contains(Outcome.BROKEN_GLASS);
        }
    }

    @Test
    void itIsToldWhoWhyAndUntilWhenOthersMustLook() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = Glass.broken(world);
            assertThat(Glass.words(world))
                    .startsWith("🚨 Approved by break-glass: deploy payments → production")
                    .contains("Approved by The approver-1 alone, by break-glass · 2026-03-02 10:00 UTC")
                    .contains("Why: “payments are down”")
                    .contains("To be reviewed until 2026-03-04 10:00 UTC by The approver-2")
                    .contains("Reviewed…", "Full change")
                    .doesNotContain("Reject", "Break glass…");
            assertThat(world.lastWhisper(Roles.APPROVER_1))
                    .contains("You broke the glass, and the pipeline may go on. It has to be reviewed by "
                            + "The approver-2, until 2026-03-04 10:00 UTC.");
            assertThat(world.request(id).glass().map(GlassBroken::person)).contains(Roles.APPROVER_1.id());
            String details =
                    world.slack.thread(world.message().ts()).get(1).blocks().toString();
            assertThat(details)
                    .contains("one person who may, with a reason", "payments are down")
                    .contains(SlackWorld.user(Roles.APPROVER_2))
                    .doesNotContain(SlackWorld.user(Roles.APPROVER_3));
        }
    }

    @Test
    void reviewersAreRemindedOnceAndThenItIsSaidToBeOverdue() {
        try (var world = new SlackWorld(Glass.policy())) {
            Glass.broken(world);
            int before = world.slack.thread(world.message().ts()).size();
            world.clock.step(Duration.ofHours(37));
            world.drain();
            var thread = world.slack.thread(world.message().ts());
            assertThat(thread).hasSize(before + 1);
            assertThat(thread.get(before).blocks().toString())
                    .contains(SlackWorld.user(Roles.APPROVER_2), "it is due until")
                    .doesNotContain(SlackWorld.user(Roles.APPROVER_1));
            assertThat(Glass.words(world)).doesNotContain("overdue");
            world.clock.step(Duration.ofHours(12));
            world.drain();
            assertThat(Glass.words(world))
                    .contains("Review overdue since 2026-03-04 10:00 UTC")
                    .contains("until it is reviewed by The approver-2")
                    .contains("Reviewed…");
            assertThat(world.slack.thread(world.message().ts())).hasSize(before + 1);
        }
    }

    @Test
    void aReviewWithoutAWordSettlesIt() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = Glass.broken(world);
            world.click(Roles.APPROVER_2, "review");
            OpenView dialog =
                    world.slack.openView(SlackWorld.user(Roles.APPROVER_2)).orElseThrow();
            assertThat(SlackWorld.words(dialog.blocks()))
                    .contains("Approved by The approver-1 alone, by break-glass", "“payments are down”");
            Glass.submit(world, Roles.APPROVER_2, "");
            assertThat(world.request(id).reviewed().map(EmergencyReviewed::person))
                    .contains(Roles.APPROVER_2.id());
            assertThat(world.request(id).reviewed().orElseThrow().reason()).isNull();
            assertThat(Glass.words(world))
                    .contains("Reviewed by The approver-2 · 2026-03-02 10:00 UTC")
                    .doesNotContain("Reviewed…");
            assertThat(world.lastWhisper(Roles.APPROVER_2)).contains("Your review is recorded.");
            world.clock.step(Duration.ofDays(3));
            world.drain();
            assertThat(Glass.words(world)).doesNotContain("overdue");
        }
    }

    @Test
    void whatAReviewerSaysIsShownLiterally() {
        try (var world = new SlackWorld(Glass.policy())) {
            Glass.broken(world);
            Glass.review(world, Roles.APPROVER_2, "<!channel> *fine*");
            assertThat(Glass.words(world)).contains("Reviewed by The approver-2", "“<!channel> *fine*”");
            assertThat(world.message().blocks().toString()).doesNotContain("\"broadcast\"", "\"mrkdwn\"");
        }
    }

    @Test
    void everythingThatCanBeReadIsHashed() {
        try (var world = new SlackWorld(Glass.policy())) {
            RequestId id = Glass.broken(world);
            String hashed = world.store
                    .documents()
                    .find(world.request(id).shownIn(PolicyBuilder.CHANNEL).orElseThrow())
                    .orElseThrow()
                    .replaceAll(" <https://[^>]*>", "");
            for (String word : Glass.words(world)
                    .replaceAll("Reviewed…|Revoke…|Full change", "")
                    .split("\\s+", -1)) {
                assertThat(hashed).contains(word);
            }
        }
    }
}
