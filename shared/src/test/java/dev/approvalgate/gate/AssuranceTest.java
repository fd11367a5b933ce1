package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A gate inside the CI host under a policy that demands one of its own. */
class AssuranceTest {

    private static PolicyBuilder policy(Assurance least) {
        var terms = new BreakGlass(
                Set.of(PolicyBuilder.GROUP),
                true,
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Set.of(PolicyBuilder.GROUP));
        return PolicyBuilder.production().breakGlass(terms).assurance(least);
    }

    private static RequestId ask(World world) {
        RequestId id = world.gate.requests().open(world.embedded());
        world.drain();
        return id;
    }

    @Test
    void threat40_itRefusesAtOnceAndAsksNobody() {
        var world = new World(policy(Assurance.SERVER));
        ApprovalRequest request = world.request(ask(world));
        assertThat(request.decision()).get().extracting(Decision::reason).isEqualTo(ReasonCode.ASSURANCE_TOO_LOW);
        assertThat(request.ask().channels()).isEmpty();
        // A server under the same policy asks.
        var server = new World(policy(Assurance.SERVER));
        assertThat(server.request(server.open()).isPending()).isTrue();
    }

    @Test
    void threat40_aPolicyThatBecomesStricterStopsWhatWaits() {
        var world = new World(policy(Assurance.EMBEDDED));
        RequestId id = ask(world);
        world.policies.set(policy(Assurance.SERVER).build());
        assertThat(world.gate
                        .reviews()
                        .breakGlass(
                                world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, "payments are down")))
                .contains(ReasonCode.RULE_NOT_FOUND);
        world.approve(id, Roles.APPROVER_1);
        assertThat(world.request(id).decision())
                .get()
                .extracting(Decision::reason)
                .isEqualTo(ReasonCode.ASSURANCE_TOO_LOW);
    }

    @Test
    void threat40_aPolicyThatBecomesStricterAfterTheApprovalMintsNothing() {
        var world = new World(policy(Assurance.EMBEDDED));
        RequestId id = ask(world);
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        world.policies.set(policy(Assurance.SERVER).build());
        assertThat(RedeemGrantTest.refusal(world, FakeIdentity.deploy())).isEqualTo(ReasonCode.APPROVAL_VOID);
        world.policies.set(policy(Assurance.EMBEDDED).build());
        assertThat(world.redeem(FakeIdentity.deploy()).id()).isNotBlank();
    }
}
