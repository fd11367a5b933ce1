package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which tokens live, as one process knows it. */
class LiveTokensTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();

    private final World world = new World();
    private final RequestId request = world.approved();
    private final AtomicLong nanos = new AtomicLong();

    /** The index of the process that mints. */
    private LiveTokens here() {
        LiveTokens live = elsewhere();
        world.store.onCommit(live);
        return live;
    }

    /** The index of another replica, which hears of nothing and has to look. */
    private LiveTokens elsewhere() {
        return new LiveTokens(world.store.tokens(), world.clock, nanos::get);
    }

    private void pass(Duration time) {
        world.clock.step(time);
        nanos.addAndGet(time.toNanos());
    }

    private static Verified verified(DeployToken token) {
        return verified(token, token.value().sha256());
    }

    private static Verified verified(DeployToken token, Sha256 hash) {
        return new Verified(
                token.id(),
                hash,
                "payments-deploy",
                "https://deploy.example.com",
                List.of(),
                token.expiresAt().minusSeconds(900),
                token.expiresAt(),
                null,
                Map.of());
    }

    private static ReasonCode refusal(LiveTokens live, Verified token) {
        return catchThrowableOfType(GateException.class, () -> live.alive(token))
                .reason();
    }

    private void revoke(DeployToken token, DeathCause cause) {
        var revoked = new TokenEvent.Revoked(token.id(), cause, world.clock.instant());
        long version = world.store.read(request.value()).version();
        world.store.commit(Commit.of(request.value(), version, List.of(revoked), List.of()));
    }

    @Test
    void whatThisProcessCommitsIsKnownAtOnce() {
        LiveTokens live = here();
        DeployToken token = world.redeem(JOB);
        assertThat(live.alive(verified(token)).request()).isEqualTo(request);

        revoke(token, DeathCause.APPROVAL_REVOKED);

        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_REVOKED);
        assertThat(catchThrowableOfType(GateException.class, () -> live.alive(verified(token))))
                .hasMessageContaining("approval_revoked");
    }

    @Test
    void threat20_aDeathElsewhereIsKnownWithTheNextPollAndNoLaterThanTwoSeconds() {
        DeployToken token = world.redeem(JOB);
        LiveTokens polled = elsewhere();
        LiveTokens forgotten = elsewhere();
        revoke(token, DeathCause.RUN_ENDED);

        polled.poll();
        assertThat(refusal(polled, verified(token))).isEqualTo(ReasonCode.TOKEN_REVOKED);

        assertThat(forgotten.alive(verified(token))).isNotNull();
        pass(LiveTokens.STALE.plusMillis(1));
        assertThat(refusal(forgotten, verified(token))).isEqualTo(ReasonCode.TOKEN_REVOKED);
    }

    @Test
    void threat20_whereTheStoreCannotBeReadNothingIsAllowed() {
        DeployToken token = world.redeem(JOB);
        LiveTokens live = elsewhere();
        world.store.tokens().fail(true);
        pass(LiveTokens.STALE);
        assertThat(live.alive(verified(token))).isNotNull();

        pass(Duration.ofMillis(1));

        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_FEED_STALE);
        assertThat(live.age()).isEqualTo(LiveTokens.STALE.plusMillis(1));
        world.store.tokens().fail(false);
        assertThat(live.alive(verified(token))).isNotNull();
        assertThat(live.age()).isZero();
    }

    @Test
    void threat20_aCommitOfOurOwnThatCannotBeReadYetAllowsNothing() {
        DeployToken token = world.redeem(JOB);
        LiveTokens live = here();
        world.store.tokens().fail(true);

        revoke(token, DeathCause.REQUESTED);

        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_FEED_STALE);
    }

    @Test
    void aClockThatIsSetHidesNoStaleness() {
        DeployToken token = world.redeem(JOB);
        LiveTokens live = elsewhere();
        world.store.tokens().fail(true);

        world.clock.step(Duration.ofMinutes(-1));
        assertThat(live.alive(verified(token))).isNotNull();
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(refusal(live, verified(token)))
                .as("set back, and three seconds later")
                .isEqualTo(ReasonCode.TOKEN_FEED_STALE);

        world.store.tokens().fail(false);
        live.poll();
        world.store.tokens().fail(true);
        world.clock.step(Duration.ofSeconds(3));
        assertThat(refusal(live, verified(token)))
                .as("the machine slept: the monotonic clock stood")
                .isEqualTo(ReasonCode.TOKEN_FEED_STALE);
    }

    @Test
    void threat21_aClockThatIsSetBackMakesNoExpiredTokenLiveAgain() {
        LiveTokens live = here();
        DeployToken token = world.redeem(JOB);
        pass(Duration.ofMinutes(16));
        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_EXPIRED);

        world.clock.step(Duration.ofMinutes(-15));
        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.CLOCK_BEHIND);
        assertThat(catchThrowableOfType(GateException.class, () -> live.find(token.id()))
                        .reason())
                .isEqualTo(ReasonCode.CLOCK_BEHIND);
        world.clock.step(Duration.ofMinutes(13));
        assertThat(refusal(live, verified(token)))
                .as("two minutes are corrected without a word, and revive nothing")
                .isEqualTo(ReasonCode.TOKEN_EXPIRED);
        assertThat(live.find(token.id())).isEmpty();
    }

    @Test
    void threat21_theLatestTimeIsKnownWhereNobodyHasAsked() {
        LiveTokens live = here();
        DeployToken token = world.redeem(JOB);
        pass(Duration.ofMinutes(16));
        live.poll();
        world.clock.step(Duration.ofMinutes(-10));

        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.CLOCK_BEHIND);
        pass(Duration.ofMinutes(11));
        assertThat(live.alive(verified(world.redeem(JOB)))).isNotNull();
    }

    @Test
    void aTokenThatWasMintedElsewhereAMomentAgoIsFound() {
        LiveTokens live = elsewhere();
        DeployToken token = world.redeem(JOB);

        assertThat(live.alive(verified(token)).id()).isEqualTo(token.id());
        int readings = world.store.tokens().readings();
        assertThat(live.alive(verified(token)).id()).isEqualTo(token.id());
        assertThat(world.store.tokens().readings()).as("from memory").isEqualTo(readings);
    }

    @Test
    void theDeadStayDeadAfterARestart() {
        DeployToken token = world.redeem(JOB);
        revoke(token, DeathCause.RETRIED);

        LiveTokens live = here();

        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_REVOKED);
        int readings = world.store.tokens().readings();
        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_REVOKED);
        assertThat(world.store.tokens().readings()).as("from memory").isEqualTo(readings);
    }

    @Test
    void theExpiredAreNotFoundAndForgotten() {
        LiveTokens live = here();
        DeployToken token = world.redeem(JOB);
        pass(Duration.between(world.clock.instant(), token.expiresAt()));

        assertThat(refusal(live, verified(token))).isEqualTo(ReasonCode.TOKEN_EXPIRED);
        assertThat(live.find(token.id())).isEmpty();
    }

    @Test
    void threat28_anotherTokenUnderTheSameIdIsUnknown() {
        LiveTokens live = here();
        DeployToken token = world.redeem(JOB);

        assertThat(refusal(live, verified(token, Sha256.of("another")))).isEqualTo(ReasonCode.TOKEN_UNKNOWN);
        var unheardOf = new DeployToken("no-such-id", token.value(), "k", token.expiresAt());
        assertThat(refusal(live, verified(unheardOf))).isEqualTo(ReasonCode.TOKEN_UNKNOWN);
    }

    @Test
    void otherStreamsMakeNobodyRead() {
        LiveTokens live = here();
        DeployToken token = world.redeem(JOB);
        live.alive(verified(token));
        int readings = world.store.tokens().readings();

        live.committed("use-" + token.id(), world.clock.instant());

        assertThat(live.alive(verified(token))).isNotNull();
        assertThat(world.store.tokens().readings()).isEqualTo(readings);
    }
}
