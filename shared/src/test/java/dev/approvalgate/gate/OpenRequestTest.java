package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Admission;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Roster;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.Opening.Wishes;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingSink.Told;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenRequestTest {

    @Test
    void recordsTheRequestTogetherWithWhatFollowsAndActsOnlyThen() {
        var world = new World();
        RequestId id = world.gate.requests().open(world.opening());
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(world.store.work().of(id.value()))
                .extracting(item -> item.work().kind())
                .containsExactly(WorkKind.PUBLISH, WorkKind.HOST_STATUS, WorkKind.DEADLINE);
        assertThat(world.slack.calls()).isEmpty();
        world.drain();
        assertThat(world.slack.calls()).containsExactly("post");
        assertThat(world.host.told()).containsExactly(new Told(id, "waiting"));
    }

    @Test
    void nothingHappensWhereTheLedgerCannotBeWritten() {
        var world = new World();
        world.store.failNextCommits(1);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().open(world.opening()))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.STORE_FAILED);
        assertThat(world.store.streams()).isEmpty();
        assertThat(world.store.work().size()).isZero();
    }

    @Test
    void twoJobsOfOneDigestAreOneRequestWithOneMessage() {
        var world = new World();
        RequestId first = world.open();
        RequestId second =
                world.gate.requests().open(world.opening(FakeIdentity.deploy(), "deployment-2", Wishes.NONE));
        world.drain();
        assertThat(second).isEqualTo(first);
        assertThat(world.slack.calls()).containsExactly("post");
        assertThat(world.request(first).joined()).isEqualTo(1);
    }

    @Test
    void whoeverJoinsAfterTheDecisionIsToldIt() {
        var world = new World();
        RequestId id = world.approved();
        world.gate.requests().open(world.opening(FakeIdentity.deploy(), "deployment-2", Wishes.NONE));
        world.drain();
        assertThat(world.host.told())
                .containsExactly(new Told(id, "waiting"), new Told(id, "approved"), new Told(id, "approved"));
    }

    @Test
    void theSameWebhookAgainJoinsNobodyAndIsToldTheDecisionAgain() {
        var world = new World();
        RequestId id = world.approved();
        assertThat(world.gate.requests().open(world.opening())).isEqualTo(id);
        world.drain();
        assertThat(world.request(id).joined()).isZero();
        assertThat(world.host.told()).hasSize(3).endsWith(new Told(id, "approved"));
    }

    @Test
    void whoeverLosesTheRaceToOpenJoins() {
        var world = new World();
        Gate other = world.anotherGate();
        world.store.beforeCommit(commit -> {
            world.store.beforeCommit(none -> {});
            other.requests().open(world.opening(FakeIdentity.deploy(), "deployment-2", Wishes.NONE));
        });
        RequestId id = world.gate.requests().open(world.opening());
        assertThat(world.store.streams()).hasSize(1);
        assertThat(world.request(id).joined()).isEqualTo(1);
    }

    @Test
    void joiningARefusedRequestIsToldTheRefusalAgain() {
        var world = new World(PolicyBuilder.production().state(RegisteredIdentity.State.SUSPENDED));
        RequestId id = world.open();
        world.gate.requests().open(world.opening(FakeIdentity.deploy(), "deployment-2", Wishes.NONE));
        world.drain();
        assertThat(world.host.told()).containsExactly(new Told(id, "refused"), new Told(id, "refused"));
    }

    @Test
    void threat09_aRerunIsAnotherRequest() {
        var world = new World();
        RequestId first = world.approved();
        RequestId rerun = world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().run("1001", 2), "deployment-2", Wishes.NONE));
        assertThat(rerun).isNotEqualTo(first);
        assertThat(world.request(rerun).isPending()).isTrue();
    }

    @Test
    void refusesBeforeAnybodyIsBotheredAndSaysWhy() {
        assertRefused(PolicyBuilder.production().workload(other()), ReasonCode.IDENTITY_UNKNOWN);
        assertRefused(
                PolicyBuilder.production().state(RegisteredIdentity.State.SUSPENDED), ReasonCode.IDENTITY_SUSPENDED);
        assertRefused(
                PolicyBuilder.production().state(RegisteredIdentity.State.QUARANTINED),
                ReasonCode.IDENTITY_QUARANTINED);
        assertRefused(PolicyBuilder.production().count(4), ReasonCode.QUORUM_IMPOSSIBLE);
        assertRefused(PolicyBuilder.production().unknown(Roles.AUTHOR), ReasonCode.AUTHOR_UNMAPPED);
        assertRefused(PolicyBuilder.production().justificationRequired(), ReasonCode.JUSTIFICATION_MISSING);
        assertRefused(
                PolicyBuilder.production().and(PolicyBuilder.production().identity()), ReasonCode.IDENTITY_AMBIGUOUS);
    }

    @Test
    void threat30_aStrangersPipelineFillsNoLedger() {
        var world = new World(PolicyBuilder.production().workload(other()));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().open(byApi("a")))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.IDENTITY_UNKNOWN);
        assertThat(world.store.streams()).isEmpty();
    }

    @Test
    void threat30_aRunAsksForSoManyChangesAtMost() {
        var world = new World(PolicyBuilder.production().justificationRequired());
        for (int i = 0; i < 1000; i++) {
            world.gate.requests().open(byApi(Integer.toString(i)));
        }
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().open(byApi("more")))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.TOO_MANY_REQUESTS);
        assertThat(world.store.streams()).hasSize(1000);
    }

    private static Opening byApi(String parameter) {
        return new Opening(
                FakeIdentity.deploy().workload(),
                new HostRef(HostRef.API, Map.of()),
                "job",
                Roles.github(Roles.AUTHOR),
                Action.DEPLOY,
                FakeIdentity.PRODUCTION,
                new Wishes(null, null, List.of(), Map.of("n", parameter), List.of()));
    }

    private static WorkloadKey other() {
        return new WorkloadKey(FakeIdentity.KEY.issuer(), "4243", FakeIdentity.KEY.pipeline());
    }

    private static void assertRefused(PolicyBuilder policy, ReasonCode reason) {
        var world = new World(policy);
        RequestId id = world.open();
        Decision decision = world.request(id).decision().orElseThrow();
        assertThat(decision.outcome()).isEqualTo(Decision.Outcome.REFUSED);
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(world.slack.calls()).isEmpty();
        assertThat(world.host.told()).containsExactly(new Told(id, "refused"));
        assertThat(world.store.work().size()).isZero();
    }

    @Test
    void threat38_anIncompleteComparisonIsRefusedUnlessThePolicyAcceptsItByName() {
        var strict = new World();
        strict.changes.set(Changes.incomplete());
        assertThat(strict.request(strict.open()).decision().orElseThrow().reason())
                .isEqualTo(ReasonCode.CHANGE_INCOMPLETE);
        var lenient = new World(PolicyBuilder.production().accepts(Rule.Finding.INCOMPLETE_CHANGE));
        lenient.changes.set(Changes.incomplete());
        assertThat(lenient.request(lenient.open()).isPending()).isTrue();
    }

    @Test
    void aPipelineThatNobodyRegisteredCostsNoLookUp() {
        var world = new World(PolicyBuilder.production().workload(other()));
        world.open();
        assertThat(world.changes.asked()).isEmpty();
    }

    @Test
    void threat24_anUnreadablePolicyOpensNothing() {
        var world = new World();
        world.policies.unreadable();
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().open(world.opening()))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.POLICY_UNREADABLE);
        assertThat(world.store.streams()).isEmpty();
    }

    @Test
    void anUnreadableChangeOpensNothingAndIsTriedAgainByTheCaller() {
        var world = new World();
        world.changes.unreadable(true);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().open(world.opening()))
                .extracting(error -> error.reason().kind())
                .isEqualTo(ReasonCode.Kind.UNAVAILABLE);
        assertThat(world.store.streams()).isEmpty();
    }

    @Test
    void asksForAllScopesUnlessThePipelineNamesSomeAndNeverForMore() {
        var world = new World(PolicyBuilder.production().scopes("deploy:payments", "read:config"));
        RequestId all = world.open();
        assertThat(world.request(all).ask().change().binding().scopes())
                .containsExactly("deploy:payments", "read:config");
        RequestId one = openWith(world, List.of("read:config"));
        assertThat(world.request(one).ask().change().binding().scopes()).containsExactly("read:config");
        RequestId more = openWith(world, List.of("deploy:everything"));
        assertThat(world.request(more).decision().orElseThrow().reason()).isEqualTo(ReasonCode.SCOPE_NOT_ALLOWED);
    }

    private static RequestId openWith(World world, List<String> scopes) {
        var wishes = new Wishes(null, null, List.of(), Map.of(), scopes);
        return world.gate.requests().open(world.opening(FakeIdentity.deploy(), "deployment-1", wishes));
    }

    @Test
    void threat32_theBaselineIsOurOwnLedgers() {
        var world = new World();
        world.open();
        assertThat(world.changes.baselines().get(0)).isEmpty();
        RequestId id = world.approved();
        world.redeem(FakeIdentity.deploy());
        world.gate.requests().open(world.opening(FakeIdentity.deploy().run("1002", 1), "deployment-9", Wishes.NONE));
        assertThat(world.changes.baselines()).last().satisfies(running -> {
            assertThat(running.orElseThrow().request()).isEqualTo(id);
            assertThat(running.orElseThrow().commit()).isEqualTo(FakeIdentity.COMMIT);
        });
    }

    @Test
    void threat32_anotherPipelinesDeploymentMakesNoDifferenceSmaller() {
        var docs =
                new WorkloadKey(FakeIdentity.KEY.issuer(), FakeIdentity.KEY.projectId(), ".github/workflows/docs.yml");
        RegisteredIdentity deploy = PolicyBuilder.production().identity();
        var world = new World(PolicyBuilder.production()
                .and(new RegisteredIdentity(
                        "docs-deploy",
                        docs,
                        Map.of(),
                        deploy.owner(),
                        deploy.state(),
                        deploy.actions(),
                        deploy.environments(),
                        deploy.scopes(),
                        null)));
        world.approved();
        world.redeem(FakeIdentity.deploy());
        world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().key(docs).run("1002", 1), "deployment-9", Wishes.NONE));
        assertThat(world.changes.baselines()).last().isEqualTo(Optional.empty());
    }

    @Test
    void threat33_whereAuthorsCannotBeReadTheyCountAsUnknown() {
        Change change = unread();
        assertThat(admission(
                                PolicyBuilder.production()
                                        .accepts(Rule.Finding.INCOMPLETE_CHANGE)
                                        .build(),
                                change)
                        .explanation()
                        .reason())
                .isEqualTo(ReasonCode.AUTHOR_UNMAPPED);
        assertThat(admission(
                                PolicyBuilder.production()
                                        .accepts(Rule.Finding.INCOMPLETE_CHANGE, Rule.Finding.UNMAPPED_AUTHORS)
                                        .build(),
                                change)
                        .admitted())
                .isTrue();
    }

    private static Admission admission(Policy policy, Change change) {
        var roster = new Roster(policy.people(), DirectorySnapshot.EMPTY, Instant.EPOCH);
        return Admissions.admit(
                policy, new Proposal(change, Map.of(), null, Instant.EPOCH, Assurance.SERVER), roster, Instant.EPOCH);
    }

    private static Change unread() {
        var identity = FakeIdentity.deploy().workload();
        var facts = new UnreadChange().read(identity, new HostRef(HostRef.API, Map.of()), Optional.empty());
        var binding = new ChangeBinding(
                identity.key(),
                Action.DEPLOY,
                identity.run(),
                FakeIdentity.PRODUCTION,
                facts.commit(),
                facts.definition(),
                List.of(),
                Map.of(),
                List.of());
        return Change.of(binding, facts.contributors(), facts.details(), facts.ownership());
    }

    @Test
    void everyEventCarriesThePolicyThatItCameUnder() {
        var world = new World();
        RequestId id = world.approved();
        assertThat(world.request(id).ask().terms().policy())
                .isEqualTo(world.policies.current().digest());
        assertThat(world.store.eventsOf(id.value(), ApprovalEvent.Settled.class))
                .singleElement()
                .extracting(settled -> settled.decision().policy())
                .isEqualTo(world.policies.current().digest());
    }
}
