package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlackReviewTest {

    @Test
    void aRequestAnswersAtAGlance() {
        try (var world = new SlackWorld()) {
            world.open();
            String words = SlackWorld.words(world.message().blocks());
            assertThat(words)
                    .startsWith("Deploy payments → production")
                    .contains("Needs 1 more approval, from The approver-1, The approver-2 or The approver-3")
                    .contains("0 of 1 approval so far")
                    .contains("payments-deploy (verified), owned by approvers")
                    .contains("started by The author")
                    .contains("running now is unknown (nothing was let in yet)  →  5f0c6a1 on main")
                    .contains("1 commit, 1 file, +3 −1 lines, by author")
                    .contains("all 2 passed")
                    .contains("Pay faster")
                    .contains("The author may not decide: had a hand in this change")
                    .contains("Approve", "Reject", "Full change");
            assertThat(world.message().text()).startsWith("Deploy payments → production: needs 1 more approval");
        }
    }

    @Test
    void whatAHostTellsOfABuildIsShown() {
        try (var world = new SlackWorld()) {
            world.told = Map.of("libraries", "tools@v2, utils@main", "agent", "none");
            world.open();
            assertThat(SlackWorld.words(world.message().blocks()))
                    .contains("Libraries: tools@v2, utils@main", "Agent of the step: none")
                    .doesNotContain("Checked out");
        }
    }

    @Test
    void whatIsHashedHoldsEverythingThatCanBeRead() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            String hashed = world.store
                    .documents()
                    .find(world.request(id).shownIn(PolicyBuilder.CHANNEL).orElseThrow())
                    .orElseThrow()
                    .replaceAll(" <https://[^>]*>", "");
            String read = SlackWorld.words(world.message().blocks()).replaceAll("Approve|Reject|Full change", "");
            for (String word : read.split("\\s+", -1)) {
                assertThat(hashed).contains(word);
            }
        }
    }

    @Test
    void anApprovalIsRecordedConfirmedAndShown() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.request(id).decision().map(Decision::outcome)).contains(Decision.Outcome.APPROVED);
            assertThat(SlackWorld.words(world.message().blocks()))
                    .startsWith("✅ Approved: deploy payments → production")
                    .contains("Approved by The approver-1")
                    .contains("The approver-1 approved · 2026-03-02 10:00 UTC")
                    .contains("Revoke…")
                    .doesNotContain("Reject");
            assertThat(world.whispers(Roles.APPROVER_1))
                    .containsExactly("Your approval is recorded. Approved by The approver-1.");
            assertThat(world.slack.thread(world.message().ts())).hasSize(2);
            assertThat(SlackWorld.words(
                            world.slack.thread(world.message().ts()).get(1).blocks()))
                    .contains("Details of this decision", "counted: The approver-1", "Change digest");
        }
    }

    @Test
    void everyVoteUpdatesTheMessage() {
        try (var world = new SlackWorld(PolicyBuilder.production().count(2))) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(SlackWorld.words(world.message().blocks()))
                    .contains("Needs 1 more approval, from The approver-2 or The approver-3")
                    .contains("1 of 2 approvals so far", "The approver-1 approved");
            assertThat(world.lastWhisper(Roles.APPROVER_1))
                    .contains("Your approval is recorded. 1 of 2 approvals so far.");
            world.click(Roles.APPROVER_1, "approve");
            assertThat(world.lastWhisper(Roles.APPROVER_1))
                    .contains("Your click does not count. Your vote is already recorded. Each person counts once.");
            world.click(Roles.APPROVER_2, "approve");
            assertThat(world.request(id).isPending()).isFalse();
        }
    }

    @Test
    void whoeverMayNotDecideIsToldPrivatelyWhy() {
        try (var world = new SlackWorld()) {
            RequestId id = world.open();
            world.click(Roles.AUTHOR, "approve");
            assertThat(world.request(id).isPending()).isTrue();
            assertThat(world.lastWhisper(Roles.AUTHOR).orElseThrow())
                    .contains("You had a hand in this change", "Now: 1 more approval, from");
            assertThat(SlackWorld.words(world.message().blocks()))
                    .contains("The author clicked without effect: had a hand in this change");
        }
    }

    @Test
    void aReasonIsAskedForWhereThePolicyWantsOne() {
        try (var world = new SlackWorld(PolicyBuilder.production().voteReason(VoteReason.ON_REJECT))) {
            RequestId id = world.open();
            world.click(Roles.APPROVER_1, "reject");
            assertThat(world.request(id).votes()).isEmpty();
            String user = SlackWorld.user(Roles.APPROVER_1);
            assertThat(world.slack.submitView(user, Map.of("reason", "\u200B…")).errors())
                    .containsKey("reason");
            assertThat(world.slack
                            .submitView(user, Map.of("reason", "Not on <!channel> *Friday*"))
                            .ok())
                    .isTrue();
            world.drain();
            assertThat(world.request(id).votes()).hasSize(1).first().satisfies(vote -> {
                assertThat(vote.kind()).isEqualTo(Vote.Kind.REJECT);
                assertThat(vote.reason())
                        .isNotNull()
                        .satisfies(reason -> assertThat(reason.value()).isEqualTo("Not on <!channel> *Friday*"));
            });
            assertThat(SlackWorld.words(world.message().blocks())).contains("“Not on <!channel> *Friday*”");
            assertThat(world.slack.openView(user)).isEmpty();
        }
    }

    @Test
    void theFullChangeTurnsItsPages() {
        try (var world = new SlackWorld()) {
            world.changes.set(HostileChanges.large());
            world.policies.set(PolicyBuilder.production()
                    .accepts(dev.approvalgate.domain.policy.Rule.Finding.values())
                    .build());
            RequestId id = world.open();
            world.click(Roles.OUTSIDER, "full_change");
            String user = SlackWorld.user(Roles.OUTSIDER);
            assertThat(SlackWorld.words(world.slack.openView(user).orElseThrow().blocks()))
                    .contains(world.request(id).ask().change().digest().hex())
                    .contains("Page 1 of ");
            assertThat(world.slack.clickInView(user, "page_next").ok()).isTrue();
            assertThat(SlackWorld.words(world.slack.openView(user).orElseThrow().blocks()))
                    .contains("Page 2 of ");
            assertThat(world.slack.clickInView(user, "page_last").ok()).isTrue();
            assertThat(SlackWorld.words(world.slack.openView(user).orElseThrow().blocks()))
                    .doesNotContain("Next");
        }
    }

    @Test
    void aRepeatedPostFindsTheMessageThatIsThere() {
        try (var world = new SlackWorld()) {
            var failures = new AtomicInteger();
            // The message arrives, and the answer that says so gets lost.
            world.slack.server().intercept(new Interceptor() {
                @Override
                public Optional<Answer> after(Call call, Answer answer) {
                    return call.path().endsWith("chat.postMessage") && failures.getAndIncrement() == 0
                            ? Optional.of(Answer.dropped())
                            : Optional.empty();
                }
            });
            RequestId id = world.open();
            assertThat(world.request(id).published()).isEmpty();
            world.clock.step(Duration.ofMinutes(2));
            world.drain();
            assertThat(world.request(id).published())
                    .containsEntry(PolicyBuilder.CHANNEL, world.message().ts());
            assertThat(failures).hasValue(1);
        }
    }

    @Test
    void detailsAndReminderAreSaidOnce() {
        try (var world = new SlackWorld(PolicyBuilder.production().reminder(Duration.ofHours(1)))) {
            RequestId id = world.open();
            world.clock.step(Duration.ofHours(7));
            world.drain();
            ApprovalRequest request = world.request(id);
            String ts = request.published().get(PolicyBuilder.CHANNEL);
            assertThat(ts).isNotNull();
            world.channel.remind(PolicyBuilder.CHANNEL, "" + ts, world.view(id));
            assertThat(world.slack.thread("" + ts)).hasSize(2);
            String reminder = world.slack.thread("" + ts).get(1).blocks().toString();
            assertThat(reminder)
                    .contains(SlackWorld.user(Roles.APPROVER_1), SlackWorld.user(Roles.APPROVER_3))
                    .doesNotContain(SlackWorld.user(Roles.AUTHOR), SlackWorld.user(Roles.OUTSIDER));
            world.click(Roles.APPROVER_1, "approve");
            world.channel.details(PolicyBuilder.CHANNEL, "" + ts, world.view(id));
            assertThat(world.slack.thread("" + ts)).hasSize(3);
        }
    }
}
