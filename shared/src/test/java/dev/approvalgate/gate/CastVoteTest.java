package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingChannel;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.work.RetryLater;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CastVoteTest {

    private static Decision decisionOf(World world, RequestId id) {
        return world.request(id).decision().orElseThrow();
    }

    @Test
    void oneApprovalWhereOneIsNeededSettles() {
        var world = new World();
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        assertThat(decisionOf(world, id).outcome()).isEqualTo(Decision.Outcome.APPROVED);
        assertThat(decisionOf(world, id).by()).containsExactly(Roles.APPROVER_1.id());
    }

    @Test
    void oneRejectionSettlesHoweverManyApproved() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        assertThat(world.reject(id, Roles.APPROVER_1)).isEmpty();
        assertThat(decisionOf(world, id).outcome()).isEqualTo(Decision.Outcome.REJECTED);
        assertThat(decisionOf(world, id).reason()).isEqualTo(ReasonCode.REJECTED_BY_PERSON);
    }

    @Test
    void threat02_theAuthorsOtherAccountIsTheAuthor() {
        var world = new World();
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.AUTHOR)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertRefusalRecorded(world, id, Roles.slack(Roles.AUTHOR), ReasonCode.VOTER_IS_CONTRIBUTOR);
    }

    @Test
    void threat03_whoeverStartedTheRunIsBarredEvenWhereTheHostsRecordsOmitThem() {
        var world = new World();
        Opening opening = world.opening();
        RequestId id = world.gate
                .requests()
                .open(new Opening(
                        opening.identity(),
                        opening.host(),
                        opening.job(),
                        Roles.github(Roles.APPROVER_1),
                        opening.action(),
                        opening.environment(),
                        opening.wishes()));
        world.drain();
        assertThat(world.approve(id, Roles.APPROVER_1)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
    }

    @Test
    void threat04_botsDoNotCount() {
        assertStandingBars(AccountStanding.BOT, ReasonCode.VOTER_IS_BOT);
    }

    @Test
    void threat16_guestsForeignersAndTheDeactivatedDoNotCount() {
        assertStandingBars(AccountStanding.GUEST, ReasonCode.VOTER_IS_GUEST);
        assertStandingBars(AccountStanding.DEACTIVATED, ReasonCode.VOTER_DEACTIVATED);
        assertStandingBars(AccountStanding.FOREIGN, ReasonCode.VOTER_FOREIGN_TEAM);
        assertStandingBars(AccountStanding.UNKNOWN, ReasonCode.VOTER_UNKNOWN);
    }

    @Test
    void threat16_whoWasTurnedOutOfOneSystemDoesNotCountInAnother() {
        for (AccountStanding standing :
                List.of(AccountStanding.GUEST, AccountStanding.DEACTIVATED, AccountStanding.FOREIGN)) {
            var world = new World();
            RequestId id = world.open();
            world.directory.says(Roles.slack(Roles.APPROVER_1), standing);
            assertThat(world.vote(id, Roles.github(Roles.APPROVER_1), Vote.Kind.APPROVE))
                    .isEqualTo(Optional.ofNullable(standing.bar()));
        }
    }

    private static void assertStandingBars(AccountStanding standing, ReasonCode reason) {
        var world = new World();
        RequestId id = world.open();
        world.directory.says(Roles.slack(Roles.APPROVER_1), standing);
        assertThat(world.approve(id, Roles.APPROVER_1)).contains(reason);
        assertThat(world.reject(id, Roles.APPROVER_1)).contains(reason);
        assertThat(world.request(id).votes()).isEmpty();
        assertRefusalRecorded(world, id, Roles.slack(Roles.APPROVER_1), reason);
    }

    private static void assertRefusalRecorded(World world, RequestId id, Account account, ReasonCode reason) {
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(world.request(id).refusedVotes()).anySatisfy(refused -> {
            assertThat(refused.account()).isEqualTo(account);
            assertThat(refused.reason()).isEqualTo(reason);
        });
        world.drain();
        assertThat(world.slack.replies())
                .extracting(RecordingChannel.Reply::reason)
                .contains(reason);
    }

    @Test
    void strangersAndOutsidersDoNotCount() {
        var world = new World();
        RequestId id = world.open();
        assertThat(world.vote(id, Account.slack(Roles.TEAM, "USTRANGER"), Vote.Kind.APPROVE))
                .contains(ReasonCode.VOTER_UNKNOWN);
        assertThat(world.approve(id, Roles.OUTSIDER)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
    }

    @Test
    void threat31_anAccountThatIsNotLinkedWhereTheAuthorLivesCannotVote() {
        var slackOnly = new Person(new PersonId("unlinked"), "x", Set.of(Account.slack(Roles.TEAM, "UUNLINKED")));
        var elsewhere = new Person(
                new PersonId("elsewhere"),
                "x",
                Set.of(Account.slack(Roles.TEAM, "UELSEWHERE"), Account.github("github.example.com", 99)));
        var world = new World(PolicyBuilder.production().member(slackOnly).member(elsewhere));
        RequestId id = world.open();
        assertThat(world.approve(id, slackOnly)).contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(world.approve(id, elsewhere)).contains(ReasonCode.VOTER_NOT_LINKED);
    }

    @Test
    void threat05_theSameClickAgainHasNoEffect() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        VoteAttempt click = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        assertThat(world.gate.reviews().vote(click)).isEmpty();
        long version = world.store.read(id.value()).version();
        assertThat(world.gate.reviews().vote(click)).contains(ReasonCode.ACTION_REPLAYED);
        assertThat(world.store.read(id.value()).version()).isEqualTo(version);
    }

    @Test
    void threat06_aDoubleClickCountsOnce() throws Exception {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        VoteAttempt first = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        VoteAttempt second = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        List<Optional<ReasonCode>> answers = Threads.together(List.of(
                () -> world.gate.reviews().vote(first),
                () -> world.gate.reviews().vote(second)));
        assertThat(answers).containsExactlyInAnyOrder(Optional.empty(), Optional.of(ReasonCode.VOTE_ALREADY_COUNTED));
        assertThat(world.request(id).votes()).hasSize(1);
        assertThat(world.request(id).isPending()).isTrue();
    }

    @Test
    void threat06_onePersonsTwoAccountsCountOnce() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        assertThat(world.vote(id, Roles.github(Roles.APPROVER_1), Vote.Kind.APPROVE))
                .contains(ReasonCode.VOTE_ALREADY_COUNTED);
        assertThat(world.request(id).isPending()).isTrue();
    }

    @Test
    void threat06_twoApproversInTheSameMomentBothCount() throws Exception {
        for (int round = 0; round < 20; round++) {
            var world = new World(PolicyBuilder.production().count(2));
            RequestId id = world.open();
            List<Optional<ReasonCode>> answers = Threads.together(
                    List.of(() -> world.approve(id, Roles.APPROVER_1), () -> world.approve(id, Roles.APPROVER_2)));
            assertThat(answers).containsOnly(Optional.empty());
            assertThat(decisionOf(world, id).outcome()).isEqualTo(Decision.Outcome.APPROVED);
            assertThat(world.store.eventsOf(id.value(), ApprovalEvent.Settled.class))
                    .hasSize(1);
        }
    }

    @Test
    void threat06_aVoteAfterTheEndIsToldThatItCameLate() {
        var world = new World();
        RequestId id = world.approved();
        assertThat(world.approve(id, Roles.APPROVER_2)).contains(ReasonCode.VOTE_TOO_LATE);
        world.drain();
        assertThat(world.slack.replies())
                .extracting(RecordingChannel.Reply::reason)
                .containsExactly(ReasonCode.VOTE_TOO_LATE);
    }

    @Test
    void threat07_approveAndRejectRaceToOneEnd() throws Exception {
        for (int round = 0; round < 20; round++) {
            var world = new World();
            RequestId id = world.open();
            List<Callable<Optional<ReasonCode>>> race =
                    List.of(() -> world.approve(id, Roles.APPROVER_1), () -> world.reject(id, Roles.APPROVER_2));
            assertThat(Threads.together(race))
                    .containsExactlyInAnyOrder(Optional.empty(), Optional.of(ReasonCode.VOTE_TOO_LATE));
            assertThat(world.store.eventsOf(id.value(), ApprovalEvent.Settled.class))
                    .hasSize(1);
            assertThat(world.request(id).refusedVotes()).hasSize(1);
        }
    }

    @Test
    void countsUntilTheDeadlineAndNotAtItEvenIfNoTimerRan() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        world.clock.step(Duration.ofHours(8).minusNanos(1));
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        world.clock.step(Duration.ofNanos(1));
        assertThat(world.approve(id, Roles.APPROVER_2)).contains(ReasonCode.VOTE_TOO_LATE);
        assertThat(world.request(id).isPending()).isTrue();
    }

    @Test
    void aLateVoteNeedsNoDirectory() {
        var world = new World();
        RequestId id = world.approved();
        world.directory.unreadable(true);
        assertThat(world.approve(id, Roles.APPROVER_2)).contains(ReasonCode.VOTE_TOO_LATE);
    }

    @Test
    void aButtonThatShowedSomethingElseDoesNotCount() {
        var world = new World();
        RequestId id = world.open();
        VoteAttempt good = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        String other = Sha256.of("another change").prefix();
        assertStale(world, good, other, good.shownPrefix());
        assertStale(world, good, good.digestPrefix().substring(0, 15), good.shownPrefix());
        assertStale(world, good, good.digestPrefix(), other);
        assertStale(world, good, good.digestPrefix(), good.shownPrefix().substring(0, 15));
        assertStale(world, good, "", "");
    }

    private static void assertStale(World world, VoteAttempt good, String digest, String shown) {
        var stale = new VoteAttempt(
                good.request(),
                good.account(),
                good.kind(),
                good.channel(),
                digest,
                shown,
                null,
                "stale-" + digest + shown,
                Map.of());
        world.drain();
        assertThat(world.gate.reviews().vote(stale)).contains(ReasonCode.VOTE_STALE_VIEW);
    }

    @Test
    void aClickThatIsFasterThanTheRecordOfItsMessageWaits() {
        var world = new World();
        RequestId id = world.gate.requests().open(world.opening());
        VoteAttempt early = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        assertThatExceptionOfType(RetryLater.class)
                .isThrownBy(() -> world.gate.reviews().vote(early));
        assertThat(world.request(id).refusedVotes()).isEmpty();
    }

    @Test
    void asksForAReasonWhereThePolicyWantsOne() {
        var always = new World(PolicyBuilder.production().voteReason(Rule.VoteReason.ALWAYS));
        RequestId id = always.open();
        assertThat(always.approve(id, Roles.APPROVER_1)).contains(ReasonCode.VOTE_REASON_MISSING);
        Account account = Roles.slack(Roles.APPROVER_1);
        assertThat(always.gate.reviews().vote(always.click(id, account, Vote.Kind.APPROVE, " \n")))
                .contains(ReasonCode.VOTE_REASON_MISSING);
        assertThat(always.gate.reviews().vote(always.click(id, account, Vote.Kind.APPROVE, "seen")))
                .isEmpty();
        var onReject = new World(PolicyBuilder.production().voteReason(Rule.VoteReason.ON_REJECT));
        RequestId other = onReject.open();
        assertThat(onReject.reject(other, Roles.APPROVER_1)).contains(ReasonCode.VOTE_REASON_MISSING);
        assertThat(onReject.approve(other, Roles.APPROVER_1)).isEmpty();
    }

    @Test
    void aReasonHasBounds() {
        var world = new World();
        RequestId id = world.open();
        Account account = Roles.slack(Roles.APPROVER_1);
        assertThat(world.click(id, account, Vote.Kind.REJECT, "r".repeat(3000)).reason())
                .hasSize(3000);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.click(id, account, Vote.Kind.REJECT, "r".repeat(3001)))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.REQUEST_TOO_LARGE);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.click(id, account, Vote.Kind.REJECT, "\ud83d"))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.REQUEST_MALFORMED);
    }

    @Test
    void whatCannotBeReadCountsNobody() {
        var world = new World();
        RequestId id = world.open();
        world.directory.unreadable(true);
        assertUnavailable(() -> world.approve(id, Roles.APPROVER_1), ReasonCode.DIRECTORY_UNREADABLE);
        world.directory.unreadable(false);
        world.policies.unreadable();
        assertUnavailable(() -> world.approve(id, Roles.APPROVER_1), ReasonCode.POLICY_UNREADABLE);
        assertThat(world.request(id).votes()).isEmpty();
        assertThat(world.request(id).refusedVotes()).isEmpty();
    }

    private static void assertUnavailable(Runnable vote, ReasonCode reason) {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(vote::run)
                .extracting(GateException::reason)
                .isEqualTo(reason);
    }

    @Test
    void nothingIsRecordedWhereTheLedgerCannotBeWrittenAndTheSameClickWorksLater() {
        var world = new World();
        RequestId id = world.open();
        VoteAttempt click = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        world.store.failNextCommits(1);
        assertUnavailable(() -> world.gate.reviews().vote(click), ReasonCode.STORE_FAILED);
        assertThat(world.request(id).votes()).isEmpty();
        assertThat(world.gate.reviews().vote(click)).isEmpty();
    }

    @Test
    void anEarlierVoteIsCheckedAgainWhenALaterOneWouldSettle() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        world.policies.set(
                PolicyBuilder.production().count(2).without(Roles.APPROVER_1).build());
        assertThat(world.approve(id, Roles.APPROVER_2)).isEmpty();
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(world.approve(id, Roles.APPROVER_3)).isEmpty();
        assertThat(decisionOf(world, id).by()).containsExactly(Roles.APPROVER_2.id(), Roles.APPROVER_3.id());
    }

    @Test
    void aVoteThatIsVoidByItsAccountMayBeGivenThroughAnother() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        world.directory.says(Roles.slack(Roles.APPROVER_1), AccountStanding.UNKNOWN);
        assertThat(world.vote(id, Roles.github(Roles.APPROVER_1), Vote.Kind.APPROVE))
                .isEmpty();
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(world.approve(id, Roles.APPROVER_2)).isEmpty();
        assertThat(decisionOf(world, id).by()).containsExactly(Roles.APPROVER_1.id(), Roles.APPROVER_2.id());
    }

    @Test
    void anIdentityThatWasStoppedMeanwhileIsNotApproved() {
        var world = new World();
        RequestId id = world.open();
        world.policies.set(PolicyBuilder.production()
                .state(RegisteredIdentity.State.QUARANTINED)
                .build());
        world.approve(id, Roles.APPROVER_1);
        assertThat(decisionOf(world, id).outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(decisionOf(world, id).reason()).isEqualTo(ReasonCode.IDENTITY_QUARANTINED);
    }

    @Test
    void clicksThatDoNotCountCannotFloodTheLedger() {
        var world = new World();
        RequestId id = world.open();
        IntStream.range(0, 20).forEach(i -> world.approve(id, Roles.OUTSIDER));
        assertThat(world.request(id).refusedVotes()).hasSize(1);
        IntStream.range(0, 150)
                .forEach(i -> world.vote(id, Account.slack(Roles.TEAM, "USTRANGER" + i), Vote.Kind.APPROVE));
        assertThat(world.request(id).refusedVotes()).hasSize(100);
    }

    @Test
    void aRequestThatIsNotThereIsNamed() {
        var world = new World();
        RequestId id = world.open();
        VoteAttempt click = world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, null);
        var none = new RequestId("req_" + "0".repeat(26));
        var lost = new VoteAttempt(
                none, click.account(), click.kind(), "slack", click.digestPrefix(), "x", null, "k", Map.of());
        assertUnavailable(() -> world.gate.reviews().vote(lost), ReasonCode.REQUEST_NOT_FOUND);
    }
}
