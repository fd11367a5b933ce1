package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.ApprovalEvent.EffectGivenUp;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.GitHubPermission;
import dev.approvalgate.domain.policy.GitHubPermission.Access;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.domain.policy.Rule.Possession;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenKind;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.work.Drain;
import dev.approvalgate.gate.work.WorkHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens of the CI host: by the rules of the deploy token, and dead at the host too. */
class HostTokenTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();
    private static final GitHubTerms TERMS =
            new GitHubTerms(Set.of(4242L), Map.of(GitHubPermission.CONTENTS, Access.WRITE));

    private static World granting() {
        return new World(PolicyBuilder.production().github(TERMS));
    }

    private static HostToken redeem(World world) {
        return world.gate.requests().redeemAtHost(JOB.assertion(world.clock.instant()));
    }

    private static ReasonCode refusal(World world) {
        return catchThrowableOfType(GateException.class, () -> redeem(world)).reason();
    }

    private static void endRun(World world) {
        world.gate.requests().runEnded(JOB.workload().key(), JOB.workload().run(), ReasonCode.CANCELLED_BY_HOST);
        world.drain();
    }

    @Test
    void anApprovedJobGetsWhatThePolicyNamesAndTheRecordKnowsItByItsHashOnly() {
        World world = granting();
        RequestId id = world.approved();

        HostToken token = redeem(world);

        assertThat(world.hostTokens.living())
                .containsExactly(Map.entry(token.value().reveal(), TERMS));
        assertThat(token.permissions()).containsExactly("contents:write");
        assertThat(token.expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Minted.class))
                .singleElement()
                .satisfies(minted -> {
                    assertThat(minted.kind()).isEqualTo(TokenKind.GITHUB_INSTALLATION);
                    assertThat(minted.token()).isEqualTo(Sha256.of(token.value().revealBytes()));
                    assertThat(minted.audience()).isEqualTo("https://api.github.com");
                    assertThat(minted.scopes()).containsExactly("contents:write");
                });
    }

    @Test
    void threat34_withoutAnApprovalOrWithoutAWordInThePolicyNothingIsMinted() {
        World waiting = granting();
        waiting.open();
        var silent = new World();
        RequestId id = silent.approved();

        assertThat(refusal(waiting)).isEqualTo(ReasonCode.APPROVAL_PENDING);
        assertThat(refusal(silent)).isEqualTo(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED);

        assertThat(waiting.hostTokens.living()).isEmpty();
        assertThat(silent.hostTokens.living()).isEmpty();
        assertThat(silent.store.eventsOf(id.value(), TokenEvent.MintRefused.class))
                .extracting(TokenEvent.MintRefused::reason)
                .containsExactly(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED);
    }

    @Test
    void threat34_whatAChangedPolicyTakesBackIsNotMinted() {
        World world = granting();
        world.approved();
        world.policies.set(PolicyBuilder.production()
                .github(new GitHubTerms(Set.of(4242L), Map.of(GitHubPermission.CONTENTS, Access.READ)))
                .build());
        redeem(world);
        assertThat(world.hostTokens.living().values().iterator().next().permissions())
                .containsExactly(Map.entry(GitHubPermission.CONTENTS, Access.READ));

        world.policies.set(PolicyBuilder.production()
                .github(new GitHubTerms(Set.of(1L), Map.of(GitHubPermission.CONTENTS, Access.WRITE)))
                .build());

        assertThat(refusal(world)).isEqualTo(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED);
    }

    @Test
    void threat20_aPolicyThatGrantsLessEndsWhatItGranted() {
        World world = granting();
        RequestId id = world.approved();
        redeem(world);
        world.policies.set(PolicyBuilder.production()
                .github(new GitHubTerms(Set.of(4242L), Map.of(GitHubPermission.CONTENTS, Access.READ)))
                .build());

        List<WorkHandler> handlers = new ArrayList<>(world.gate.handlers());
        handlers.add(world.gate.tokenSweep(world.store.tokens(), SweepObserver.NONE));
        world.gate.sweepNow();
        new Drain(world.store.work(), handlers, world.clock).all();

        assertThat(world.hostTokens.living()).isEmpty();
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .extracting(TokenEvent.Revoked::cause)
                .containsExactly(DeathCause.POLICY_CHANGED);
    }

    @Test
    void threat20_whereTokensMustBeBoundNoneThatCannotBeIsMinted() {
        var world = new World(PolicyBuilder.production().github(TERMS).possession(Possession.REQUIRED));
        world.approved();

        assertThat(refusal(world)).isEqualTo(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED);
        assertThat(world.hostTokens.living()).isEmpty();
    }

    @Test
    void threat20_theEndOfTheRunIsTheEndOfTheTokenAtTheHost() {
        World world = granting();
        RequestId id = world.approved();
        redeem(world);

        endRun(world);

        assertThat(world.hostTokens.living()).isEmpty();
        assertThat(world.hostTokens.kept()).isZero();
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .extracting(TokenEvent.Revoked::cause)
                .containsExactly(DeathCause.RUN_ENDED);
        assertThat(world.store.work().of(id.value()))
                .extracting(item -> item.work().kind().code())
                .doesNotContain("host_token_revoke");
    }

    @Test
    void threat20_aJobHasOneLivingTokenOfEitherKind() {
        World world = granting();
        RequestId id = world.approved();
        HostToken first = redeem(world);

        HostToken second = redeem(world);
        world.drain();
        assertThat(world.hostTokens.living()).containsOnlyKeys(second.value().reveal());
        assertThat(world.hostTokens.revoked()).containsExactly(first.value().reveal());

        world.redeem(JOB);
        world.drain();
        assertThat(world.hostTokens.living()).isEmpty();
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .extracting(TokenEvent.Revoked::cause)
                .containsExactly(DeathCause.RETRIED, DeathCause.RETRIED);
    }

    @Test
    void threat20_theGateItselfRevokesItAtTheEndOfItsLifetime() {
        World world = granting();
        world.approved();
        redeem(world);

        world.pass(Duration.ofMinutes(2));
        world.pass(Duration.ofMinutes(12));
        assertThat(world.hostTokens.living()).hasSize(1);

        world.pass(Duration.ofMinutes(1));
        assertThat(world.hostTokens.living()).isEmpty();
        assertThat(world.hostTokens.kept()).isZero();
    }

    @Test
    void aHostThatIsOutOfReachIsAskedAgainUntilItAnswers() {
        World world = granting();
        RequestId id = world.approved();
        redeem(world);
        world.hostTokens.reachable(false);
        endRun(world);
        assertThat(world.hostTokens.living()).hasSize(1);
        assertThat(world.hostTokens.kept()).isEqualTo(1);

        world.hostTokens.reachable(true);
        world.pass(Duration.ofMinutes(20));

        assertThat(world.hostTokens.living()).isEmpty();
        assertThat(world.hostTokens.kept()).isZero();
        assertThat(world.store.eventsOf(id.value(), EffectGivenUp.class)).isEmpty();
    }

    @Test
    void whatCannotBeRevokedWhileItLivesIsGivenUpInTheRecord() {
        World world = granting();
        RequestId id = world.approved();
        redeem(world);
        world.hostTokens.reachable(false);
        endRun(world);

        world.pass(Duration.ofHours(2));

        assertThat(world.store.eventsOf(id.value(), EffectGivenUp.class))
                .extracting(EffectGivenUp::effect)
                .contains("host_token_revoke");
        assertThat(world.hostTokens.kept()).isZero();
    }

    @Test
    void threat20_aTokenThatCouldNotBeRecordedNeverLeavesAndDies() {
        World world = granting();
        world.approved();
        world.store.failNextCommits(1);

        assertThat(refusal(world)).isEqualTo(ReasonCode.STORE_FAILED);
        assertThat(world.hostTokens.living()).hasSize(1);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.hostTokens.living()).isEmpty();
        assertThat(world.hostTokens.kept()).isZero();
    }

    @Test
    void aHostThatDoesNotWantToIsARecordedRefusalAndOneOutOfReachIsNone() {
        World world = granting();
        RequestId id = world.approved();
        world.hostTokens.willing(false);
        assertThat(refusal(world)).isEqualTo(ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED);
        world.hostTokens.reachable(false);
        assertThat(refusal(world)).isEqualTo(ReasonCode.HOST_UNREACHABLE);

        assertThat(world.store.eventsOf(id.value(), TokenEvent.MintRefused.class))
                .hasSize(1);
    }
}
