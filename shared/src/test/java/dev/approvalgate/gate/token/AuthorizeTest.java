package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.AddressRange;
import dev.approvalgate.domain.policy.IpAddress;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.policy.Target.Allowance;
import dev.approvalgate.domain.policy.Target.Proxy;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent.Revoked;
import dev.approvalgate.domain.token.TokenEvent.Used;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import dev.approvalgate.gate.port.TokenVerifier;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may reach a target. */
class AuthorizeTest {

    private static final String AUDIENCE = "https://deploy.example.com";

    private final World world = new World(PolicyBuilder.production()
            .target(target("payments", AUDIENCE, "production"))
            .target(target("other", "https://other.example.com", "production"))
            .target(target("staging", AUDIENCE, "staging"))
            .target(target("rollbacks", AUDIENCE, "production", new Action("rollback"), true))
            .target(target("calm", AUDIENCE, "production", Action.DEPLOY, false))
            .target(target("inside", AUDIENCE, "production", "10.0.0.0/8")));
    private final AtomicLong nanos = new AtomicLong();
    private final LiveTokens live = new LiveTokens(world.store.tokens(), world.clock, nanos::get);
    private final Uses uses = new Uses(world.store, world.clock, nanos::get);
    private final List<String> misuse = new ArrayList<>();
    private final Set<String> givenUp = new HashSet<>();
    private final TokenVerifier verifier = new TokenVerifier() {
        @Override
        public Verified verify(Secret shown) {
            return verified(token(), shown);
        }

        @Override
        public boolean believes(String keyId) {
            return !givenUp.contains(keyId);
        }
    };
    private final DeployToken token;
    private Map<String, Object> claims = Map.of();
    private final Authorize authorize;

    AuthorizeTest() {
        world.store.onCommit(live);
        world.approved();
        token = world.redeem(FakeIdentity.deploy());
        authorize = new Authorize(
                world.policies,
                verifier,
                live,
                (proof, method, address, secret) -> new Proof(
                        proof.reveal(),
                        "thumbprint",
                        world.clock.instant(),
                        world.clock.instant().plusSeconds(60)),
                uses,
                world.gate.deaths(),
                world.clock,
                (misused, target, why, died) -> misuse.add(target.id() + " " + why.code() + " " + died));
    }

    private static Target target(String id, String audience, String environment, String... clients) {
        return target(id, audience, environment, Action.DEPLOY, true, clients);
    }

    private static Target target(
            String id, String audience, String environment, Action action, boolean breakGlass, String... clients) {
        return new Target(
                id,
                audience,
                Set.of(Environment.of(environment)),
                Set.of(action),
                breakGlass,
                "https://deploy.example.com",
                Proxy.NGINX,
                false,
                List.of(clients).stream()
                        .map(text -> AddressRange.of(text).orElseThrow())
                        .toList(),
                List.of(
                        new Allowance(Set.of("POST"), List.of(PathPattern.of("deploy")), Set.of()),
                        new Allowance(Set.of("POST"), List.of(PathPattern.of("admin")), Set.of("admin"))));
    }

    private DeployToken token() {
        return token;
    }

    private Verified verified(DeployToken token, Secret shown) {
        return new Verified(
                token.id(),
                shown.sha256(),
                "payments-deploy",
                AUDIENCE,
                List.of(),
                token.expiresAt().minusSeconds(900),
                token.expiresAt(),
                null,
                claims);
    }

    private TargetCall call(String method, String address, @Nullable String client) {
        return new TargetCall(
                token.value(),
                false,
                null,
                method,
                address,
                client == null ? null : IpAddress.of(client).orElseThrow());
    }

    private Authorize.Allowed deploy(String target) {
        return authorize.allow(authorize.target(target), call("POST", "/deploy", null));
    }

    @Test
    void threat20_aTokenThatWasVerifiedAMomentAgoDiesWithItsKey() {
        deploy("payments");
        givenUp.add(token.keyId());

        assertThat(refusal(() -> deploy("payments"))).isEqualTo(ReasonCode.TOKEN_KEY_UNKNOWN);
    }

    private static ReasonCode refusal(Runnable call) {
        return catchThrowableOfType(GateException.class, call::run).reason();
    }

    private List<DeathCause> deaths() {
        return world.store.streams().values().stream()
                .flatMap(List::stream)
                .filter(Revoked.class::isInstance)
                .map(event -> ((Revoked) event).cause())
                .toList();
    }

    @Test
    void whatThePolicyAllowsIsAllowedAndRecorded() {
        assertThat(deploy("payments").token().id()).isEqualTo(token.id());

        assertThat(world.store.eventsOf(Uses.stream(token.id()), Used.class))
                .extracting(Used::target, Used::method, Used::pattern)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("payments", "POST", "/deploy"));
    }

    @Test
    void whatItDoesNotAllowIsRefused_andTheTokenLives() {
        Target target = authorize.target("payments");
        assertThat(refusal(() -> authorize.allow(target, call("GET", "/deploy", null))))
                .isEqualTo(ReasonCode.REQUEST_NOT_ALLOWED);
        assertThat(refusal(() -> authorize.allow(target, call("POST", "/deploy/x", null))))
                .isEqualTo(ReasonCode.REQUEST_NOT_ALLOWED);
        assertThat(refusal(() -> authorize.allow(target, call("POST", "/admin", null))))
                .isEqualTo(ReasonCode.SCOPE_MISSING);
        assertThat(refusal(() -> authorize.allow(target, call("POST", "/x/../deploy", null))))
                .isEqualTo(ReasonCode.PATH_AMBIGUOUS);
        assertThat(refusal(() -> authorize.target("unknown"))).isEqualTo(ReasonCode.TARGET_UNKNOWN);
        assertThat(refusal(() -> authorize.allow(authorize.target("inside"), call("POST", "/deploy", null))))
                .as("the proxy's fault, not the token's")
                .isEqualTo(ReasonCode.FORWARDING_MALFORMED);
        assertThat(misuse).isEmpty();
        assertThat(deaths()).isEmpty();

        deploy("payments");
    }

    @Test
    void threat34_aTokenForAnotherActionIsRefused_andLives() {
        assertThat(refusal(() -> deploy("rollbacks"))).isEqualTo(ReasonCode.TOKEN_ACTION);
        assertThat(misuse).isEmpty();

        assertThat(deploy("payments").token().action()).isEqualTo(Action.DEPLOY);
    }

    @Test
    void aTargetMayRefuseTokensThatNobodyApprovedBeforehand() {
        assertThat(deploy("calm").brokenGlass()).isFalse();
        claims = Map.of("break_glass", true);

        // The token that was verified a moment ago is still remembered as it was.
        world.clock.step(VerifiedTokens.AGE);

        assertThat(refusal(() -> deploy("calm"))).isEqualTo(ReasonCode.TOKEN_BREAK_GLASS);
        assertThat(misuse).isEmpty();
        assertThat(deploy("payments").brokenGlass()).isTrue();
    }

    private void dies(ReasonCode why, String target, @Nullable String client) {
        assertThat(refusal(() -> authorize.allow(authorize.target(target), call("POST", "/deploy", client))))
                .isEqualTo(why);
        assertThat(misuse).containsExactly(target + " " + why.code() + " true");
        assertThat(deaths()).containsExactly(DeathCause.MISUSED);
        assertThat(refusal(() -> deploy("payments"))).isEqualTo(ReasonCode.TOKEN_REVOKED);
        assertThat(misuse).as("a dead token cannot be misused").hasSize(1);
    }

    @Test
    void aTokenThatIsShownToAnotherAudienceDies() {
        dies(ReasonCode.TOKEN_AUDIENCE, "other", null);
    }

    @Test
    void aTokenThatIsShownToAnotherEnvironmentDies() {
        dies(ReasonCode.TOKEN_ENVIRONMENT, "staging", null);
    }

    @Test
    void aTokenThatComesFromElsewhereDies() {
        authorize.allow(authorize.target("inside"), call("POST", "/deploy", "10.0.0.7"));

        dies(ReasonCode.TOKEN_ADDRESS, "inside", "203.0.113.7");
    }

    @Test
    void misuseIsRefusedEvenWhereTheDeathCannotBeRecorded() {
        world.store.failNextCommits(1);

        assertThat(refusal(() -> deploy("other"))).isEqualTo(ReasonCode.TOKEN_AUDIENCE);
        assertThat(misuse).containsExactly("other token_audience false");
    }

    @Test
    void somebodyElsesEventAtTheSameMomentDoesNotSaveIt() {
        world.store.beforeCommit(commit -> {
            world.store.beforeCommit(next -> {});
            world.redeem(FakeIdentity.deploy());
        });

        assertThat(refusal(() -> deploy("other"))).isEqualTo(ReasonCode.TOKEN_AUDIENCE);
        assertThat(deaths()).as("the retry was faster").containsExactly(DeathCause.RETRIED);
    }

    @Test
    void anotherTokenOfTheSameIdIsUnknown() {
        var forged = new TargetCall(Secret.of("another"), false, null, "POST", "/deploy", null);

        assertThat(refusal(() -> authorize.allow(authorize.target("payments"), forged)))
                .isEqualTo(ReasonCode.TOKEN_UNKNOWN);
    }

    @Test
    void whatCannotBeConfirmedOrRecordedIsRefused() {
        world.store.failNextCommits(1);
        assertThat(refusal(() -> deploy("payments"))).isEqualTo(ReasonCode.USE_UNRECORDED);
        deploy("payments");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        world.store.tokens().fail(true);

        assertThat(refusal(() -> deploy("payments"))).isEqualTo(ReasonCode.TOKEN_FEED_STALE);
    }

    @Test
    void threat20_aTokenThatDiesWhileItsFirstUseIsWrittenOpensNothing() {
        world.store.beforeCommit(commit -> {
            world.store.beforeCommit(next -> {});
            RequestId request =
                    world.store.tokens().find(token.id()).orElseThrow().token().request();
            world.gate.deaths().end(request, token.id(), DeathCause.REQUESTED);
        });

        assertThat(refusal(() -> deploy("payments"))).isEqualTo(ReasonCode.TOKEN_REVOKED);
    }

    @Test
    void anExpiredTokenIsRefused() {
        world.clock.step(Duration.ofMinutes(16));

        assertThat(refusal(() -> deploy("payments"))).isEqualTo(ReasonCode.TOKEN_EXPIRED);
    }

    @Test
    void aTokenThatIsBoundToNoKeyIsNotShownAsOne() {
        var proven = new TargetCall(token.value(), true, Secret.of("proof"), "POST", "/deploy", null);

        assertThat(refusal(() -> authorize.allow(authorize.target("payments"), proven)))
                .isEqualTo(ReasonCode.PROOF_MISMATCH);
    }
}
