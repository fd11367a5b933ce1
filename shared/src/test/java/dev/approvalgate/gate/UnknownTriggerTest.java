package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that a timer, a hook or a token started: whoever set that off cannot be told, and so not be barred. */
class UnknownTriggerTest {

    private static final Contributor SOMEBODY = new Contributor(Role.TRIGGER, null, false);

    private static World world(PolicyBuilder policy) {
        var world = new World(policy);
        world.changes.set(Changes.by(Changes.author(Roles.github(Roles.AUTHOR)), SOMEBODY));
        return world;
    }

    @Test
    void threat03_aRunThatNobodyIsKnownToHaveStartedIsRefused() {
        World world = world(PolicyBuilder.production());
        ApprovalRequest request = world.request(world.open());
        assertThat(request.decision()).get().extracting(Decision::reason).isEqualTo(ReasonCode.TRIGGER_UNKNOWN);
    }

    @Test
    void theRuleMayAcceptItByName() {
        World world = world(PolicyBuilder.production().accepts(Rule.Finding.UNKNOWN_TRIGGER));
        RequestId id = world.open();
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
    }

    @Test
    void acceptingUnmappedAuthorsAcceptsNoUnknownTrigger() {
        World world = world(PolicyBuilder.production().accepts(Rule.Finding.UNMAPPED_AUTHORS));
        assertThat(world.request(world.open()).decision())
                .get()
                .extracting(Decision::reason)
                .isEqualTo(ReasonCode.TRIGGER_UNKNOWN);
    }

    @Test
    void aHostSaysItInAClaim() {
        var proven = FakeIdentity.deploy().workload();
        var identity = WorkloadIdentity.attested(
                proven.key(), proven.subject(), proven.run(), Map.of(UnreadChange.TRIGGER_UNKNOWN, "true"));
        assertThat(new UnreadChange()
                        .read(identity, new HostRef(HostRef.API, Map.of()), Optional.empty())
                        .contributors())
                .contains(SOMEBODY);
    }
}
