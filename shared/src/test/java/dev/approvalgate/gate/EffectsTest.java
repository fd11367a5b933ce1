package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingSink.Told;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.work.RetryLater;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the outside world sees of a request, under failures, crashes and races. */
class EffectsTest {

    private static GateException down() {
        return new GateException(ReasonCode.CHANNEL_UNREACHABLE, "slack is down");
    }

    private static void assertShownIsRecorded(World world, RequestId id) {
        assertThat(world.slack.messages().values())
                .singleElement()
                .satisfies(message -> assertThat(world.request(id).shownIn(PolicyBuilder.CHANNEL))
                        .contains(message.shown().hash()));
    }

    @Test
    void whatIsShownLiesBesideTheLedgerUnderItsHash() {
        var world = new World();
        RequestId id = world.open();
        assertShownIsRecorded(world, id);
        var shown = world.request(id).shownIn(PolicyBuilder.CHANNEL).orElseThrow();
        assertThat(world.store.documents().find(shown)).isPresent();
    }

    @Test
    void everyVoteUpdatesTheMessageAndTheEndLeavesDetails() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        world.approve(id, Roles.APPROVER_1);
        world.drain();
        assertThat(world.slack.calls()).containsExactly("post", "update");
        world.approve(id, Roles.APPROVER_2);
        world.drain();
        assertThat(world.slack.calls()).containsExactly("post", "update", "update", "details");
        assertThat(world.host.told()).endsWith(new Told(id, "approved"));
        assertThat(world.request(id).delivered()).isEqualTo(1);
        assertShownIsRecorded(world, id);
        assertThat(world.store.work().of(id.value()))
                .extracting(item -> item.work().kind())
                .containsExactly(WorkKind.DEADLINE, WorkKind.REFRESH);
    }

    @Test
    void aProcessThatDiesBetweenPostAndRecordPostsNothingTwice() {
        var world = new World();
        RequestId id = world.gate.requests().open(world.opening());
        world.store.failNextCommits(1);
        world.drain();
        assertThat(world.slack.calls()).containsExactly("post");
        assertThat(world.request(id).published()).isEmpty();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.slack.calls()).containsExactly("post", "update");
        assertThat(world.slack.messages()).hasSize(1);
        assertShownIsRecorded(world, id);
    }

    /** The message that a dead process left may show what is no longer so; its buttons would then never count. */
    @Test
    void aMessageThatIsFoundAgainIsMadeToShowWhatIsRecorded() {
        var world = new World();
        RequestId id = world.gate.requests().open(world.opening());
        world.store.failNextCommits(1);
        world.drain();
        world.slack.says("something that was added since");
        world.pass(Duration.ofMinutes(1));
        assertShownIsRecorded(world, id);
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
    }

    @Test
    void aVoteWhileTheMessageIsPostedIsShownAfterwards() {
        var other = new ChannelAddress("slack", "C0000000002");
        var world = new World(PolicyBuilder.production().count(2).channels(PolicyBuilder.CHANNEL, other));
        world.slack.failNext(down());
        RequestId id = world.open();
        assertThat(world.request(id).published()).containsOnlyKeys(other);
        var click = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        String shown = world.request(id).shownIn(other).orElseThrow().prefix();
        world.store.beforeCommit(commit -> {
            boolean publishing = commit.events().stream()
                    .anyMatch(event -> event instanceof ApprovalEvent.Published published
                            && published.channel().equals(PolicyBuilder.CHANNEL));
            if (publishing) {
                world.store.beforeCommit(none -> {});
                assertThat(world.gate
                                .reviews()
                                .vote(new VoteAttempt(
                                        id,
                                        click.account(),
                                        click.kind(),
                                        "slack",
                                        click.digestPrefix(),
                                        shown,
                                        null,
                                        "k",
                                        Map.of())))
                        .isEmpty();
            }
        });
        world.pass(Duration.ofMinutes(1));
        assertThat(world.slack.messages().values())
                .hasSize(2)
                .allSatisfy(message -> assertThat(world.request(id).shownIn(message.address()))
                        .contains(message.shown().hash()))
                .allSatisfy(message -> assertThat(message.shown().text())
                        .contains(Roles.APPROVER_1.id().value()));
    }

    @Test
    void aRefreshThatIsAskedForWhileOneRunsRunsAgain() {
        var world = new World(PolicyBuilder.production().count(3));
        RequestId id = world.open();
        world.approve(id, Roles.APPROVER_1);
        world.store.beforeCommit(commit -> {
            if (commit.events().stream().anyMatch(ApprovalEvent.Published.class::isInstance)) {
                world.store.beforeCommit(none -> {});
                world.approve(id, Roles.APPROVER_2);
            }
        });
        world.drain();
        assertShownIsRecorded(world, id);
        assertThat(world.slack.messages().values())
                .singleElement()
                .satisfies(message -> assertThat(message.shown().text())
                        .contains(Roles.APPROVER_2.id().value()));
    }

    @Test
    void failuresAreTriedAgainAndSeenOnTheRequest() {
        var world = new World();
        world.slack.failNext(down());
        RequestId id = world.open();
        assertThat(world.store.work().of(id.value()))
                .filteredOn(item -> item.work().kind() == WorkKind.PUBLISH)
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.attempts()).isEqualTo(1);
                    assertThat(item.lastError()).contains("channel_unreachable", "slack is down");
                });
        world.pass(Duration.ofSeconds(1));
        assertThat(world.slack.calls()).containsExactly("post");
    }

    @Test
    void retryAfterIsRespected() {
        var world = new World();
        world.slack.failNext(new RetryLater(ReasonCode.CHANNEL_UNREACHABLE, "429", Duration.ofSeconds(90)));
        world.open();
        world.pass(Duration.ofSeconds(89));
        assertThat(world.slack.calls()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.slack.calls()).containsExactly("post");
    }

    @Test
    void whatIsPointlessIsGivenUpLoudlyAndOnce() {
        var world = new World();
        world.slack.failNext(new GateException(ReasonCode.CONFIGURATION_INVALID, "no such channel\u001b[31m\n"));
        RequestId id = world.open();
        assertThat(world.request(id).givenUp()).singleElement().satisfies(lost -> {
            assertThat(lost.effect()).isEqualTo("publish");
            assertThat(lost.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID);
            assertThat(lost.detail()).isEqualTo("no such channel [31m ");
        });
        world.pass(Duration.ofMinutes(5));
        assertThat(world.slack.calls()).isEmpty();
    }

    @Test
    void whatIsRecordedOfAnErrorIsBounded() {
        var world = new World();
        world.slack.failNext(new GateException(ReasonCode.CONFIGURATION_INVALID, "x".repeat(100_000)));
        RequestId id = world.open();
        assertThat(world.request(id).givenUp())
                .singleElement()
                .satisfies(lost -> assertThat(lost.detail()).hasSize(501).endsWith("x…"));
    }

    @Test
    void detailsDoNotWaitForAMessageThatWillNeverCome() {
        var world = new World();
        world.slack.failNext(new GateException(ReasonCode.CONFIGURATION_INVALID, "no such channel"));
        RequestId id = world.open();
        world.gate.requests().cancel(id, ReasonCode.CANCELLED_BY_HOST);
        world.drain();
        assertThat(world.store.work().of(id.value()))
                .extracting(item -> item.work().kind())
                .containsExactly(WorkKind.DEADLINE);
    }

    @Test
    void detailsFollowAMessageThatIsStillBeingPosted() {
        var other = new ChannelAddress("slack", "C0000000002");
        var world = new World(PolicyBuilder.production().channels(PolicyBuilder.CHANNEL, other));
        world.slack.failNext(new RetryLater(ReasonCode.CHANNEL_UNREACHABLE, "429", Duration.ofMinutes(2)));
        RequestId id = world.open();
        String shown = world.request(id).shownIn(other).orElseThrow().prefix();
        var click = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        world.gate
                .reviews()
                .vote(new VoteAttempt(
                        id, click.account(), click.kind(), "slack", click.digestPrefix(), shown, null, "k", Map.of()));
        world.drain();
        world.pass(Duration.ofMinutes(2));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.slack.messages().values())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.details()).isTrue());
    }

    @Test
    void whatWasWithdrawnBeforeItWasShownIsNotShown() {
        var world = new World();
        RequestId id = world.gate.requests().open(world.opening());
        world.gate.requests().cancel(id, ReasonCode.CANCELLED_BY_HOST);
        world.drain();
        assertThat(world.slack.messages()).isEmpty();
        assertThat(world.host.told()).containsExactly(new Told(id, "cancelled"));
    }

    @Test
    void theAnswerIsRepeatedUntilTheHostHasIt() {
        var world = new World();
        RequestId id = world.open();
        world.host.failNext(new GateException(ReasonCode.HOST_UNREACHABLE, "502"));
        world.approve(id, Roles.APPROVER_1);
        world.drain();
        assertThat(world.request(id).delivered()).isZero();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.host.told()).endsWith(new Told(id, "approved"));
        assertThat(world.request(id).delivered()).isEqualTo(1);
    }

    @Test
    void anAnswerIsRecordedOnceWhateverTheHostSaysOfItAfterwards() {
        var world = new World();
        RequestId id = world.open();
        world.approve(id, Roles.APPROVER_1);
        world.drain();
        world.host.waitNoLonger();
        world.store.work().add(Effects.answer(world.request(id).ask(), world.clock.instant()));
        world.drain();
        assertThat(world.host.told()).endsWith(new Told(id, "approved"), new Told(id, "no_longer_waiting"));
        assertThat(world.request(id).delivered()).isEqualTo(1);
    }

    @Test
    void aProcessThatDiesBetweenRecordAndRemovalRecordsNothingTwice() {
        var world = new World();
        RequestId id = world.open();
        world.approve(id, Roles.APPROVER_1);
        world.drain();
        world.store.work().add(Effects.answer(world.request(id).ask(), world.clock.instant()));
        world.drain();
        assertThat(world.host.told()).endsWith(new Told(id, "approved"), new Told(id, "approved"));
        assertThat(world.request(id).delivered()).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeDeliveredForAMonthIsGivenUpOnTheRequest() {
        var world = new World();
        RequestId id = world.open();
        world.host.failNext(new GateException(ReasonCode.HOST_UNREACHABLE, "502"));
        world.approve(id, Roles.APPROVER_1);
        world.drain();
        world.pass(Duration.ofDays(30).plusSeconds(1));
        assertThat(world.request(id).givenUp())
                .extracting(ApprovalEvent.EffectGivenUp::effect, ApprovalEvent.EffectGivenUp::detail)
                .containsExactly(tuple("host_answer", "host_unreachable: 502"));
    }

    @Test
    void remindsOnceBeforeTheDeadlineAndOnlyWhileItWaits() {
        var world = new World(PolicyBuilder.production().reminder(Duration.ofHours(1)));
        RequestId id = world.open();
        world.pass(Duration.ofHours(7).minusSeconds(1));
        assertThat(world.slack.calls()).containsExactly("post");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.slack.messages().values())
                .singleElement()
                .satisfies(message -> assertThat(message.reminders()).isEqualTo(1));
        world.pass(Duration.ofHours(2));
        assertThat(world.request(id).decision().orElseThrow().outcome()).isEqualTo(Decision.Outcome.EXPIRED);
        var decided = new World(PolicyBuilder.production().reminder(Duration.ofHours(1)));
        decided.approved();
        decided.pass(Duration.ofHours(7));
        assertThat(decided.slack.calls()).doesNotContain("remind");
    }

    @Test
    void anUnconfiguredChannelIsNamed() {
        var world = new World(PolicyBuilder.production().channels(new ChannelAddress("pager", "P1")));
        RequestId id = world.open();
        assertThat(world.request(id).givenUp())
                .singleElement()
                .satisfies(lost -> assertThat(lost.detail()).contains("pager"));
    }
}
