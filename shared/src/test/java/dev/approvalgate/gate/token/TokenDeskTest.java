package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to tokens that somebody shows. */
class TokenDeskTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();

    private final World world = new World();
    private final RequestId request = world.approved();
    private final DeployToken token = world.redeem(JOB);
    private final TokenDesk desk = desk();

    private TokenDesk desk() {
        var live = new LiveTokens(world.store.tokens(), world.clock, () -> 0);
        world.store.onCommit(live);
        return new TokenDesk(this::verified, live, world.store.tokens(), world.gate.requests());
    }

    /** Believes every token whose value names its id, as the fake issuer writes it. */
    private Verified verified(Secret shown) {
        if (!shown.reveal().startsWith("fake-token-")) {
            throw new GateException(ReasonCode.TOKEN_SIGNATURE, "no token of ours");
        }
        String id = shown.reveal().replaceFirst("fake-token-", "").replaceFirst("~.*", "");
        return new Verified(
                id,
                shown.sha256(),
                "payments-deploy",
                "https://deploy.example.com",
                List.of(),
                world.clock.instant(),
                world.clock.instant().plusSeconds(900),
                null,
                Map.of());
    }

    private List<TokenEvent.Revoked> ends() {
        return world.store.eventsOf(request.value(), TokenEvent.Revoked.class);
    }

    @Test
    void threat20_aTokenThatIsGivenBackIsDeadAtOnceAndForGood() {
        assertThat(desk.active(token.value())).isPresent();

        desk.giveBack(token.value());
        desk.giveBack(token.value());

        assertThat(desk.active(token.value())).isEmpty();
        assertThat(ends()).singleElement().satisfies(end -> {
            assertThat(end.id()).isEqualTo(token.id());
            assertThat(end.cause()).isEqualTo(DeathCause.REQUESTED);
        });
    }

    @Test
    void threat10_aTokenThatIsGivenBackMakesNoRoomForAnotherJob() {
        desk.giveBack(token.value());

        assertThatThrownBy(() -> world.redeem(JOB.job("7002")))
                .isInstanceOfSatisfying(
                        GateException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(ReasonCode.JOBS_EXHAUSTED));
        assertThat(desk.active(world.redeem(JOB).value())).isPresent();
    }

    @Test
    void foreignUnknownAndOlderTokensEndNothing() {
        Secret second = world.redeem(JOB).value();

        desk.giveBack(Secret.of("garbage"));
        desk.giveBack(Secret.of("fake-token-unheard-of"));
        desk.giveBack(Secret.of("fake-token-" + second.reveal().substring(11) + "~another-of-the-same-id"));
        desk.giveBack(token.value());

        assertThat(ends()).extracting(TokenEvent.Revoked::cause).containsExactly(DeathCause.RETRIED);
        assertThat(desk.active(second)).isPresent();
        assertThat(desk.active(Secret.of("garbage"))).isEmpty();
    }

    @Test
    void whatCannotBeReadOrRecordedIsNoAnswer() {
        world.store.failNextCommits(1);
        refused(ReasonCode.STORE_FAILED, () -> desk.giveBack(token.value()));
        assertThat(ends()).isEmpty();

        world.redeem(JOB);
        world.store.tokens().fail(true);
        refused(ReasonCode.TOKEN_FEED_STALE, () -> desk.active(token.value()));
        refused(ReasonCode.STORE_FAILED, () -> desk.giveBack(token.value()));
    }

    private static void refused(ReasonCode reason, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        GateException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
