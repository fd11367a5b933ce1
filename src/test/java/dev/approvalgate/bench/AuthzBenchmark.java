package dev.approvalgate.bench;

import dev.approvalgate.adapter.jwt.DpopVerifier;
import dev.approvalgate.adapter.jwt.JwtTokenIssuer;
import dev.approvalgate.adapter.jwt.KeySources;
import dev.approvalgate.adapter.jwt.SigningAlgorithm;
import dev.approvalgate.adapter.jwt.SigningKeys;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.policy.Target.Allowance;
import dev.approvalgate.domain.policy.Target.Proxy;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.fake.FakePolicySource;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.port.TokenIssuer.Claims;
import dev.approvalgate.gate.port.TokenVerifier;
import dev.approvalgate.gate.token.Authorize;
import dev.approvalgate.gate.token.LiveTokens;
import dev.approvalgate.gate.token.TargetCall;
import dev.approvalgate.gate.token.Uses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One answer at {@code /authz} without HTTP: a token that has been used before, verified, looked up, judged and counted; and the verification alone, which a use costs once a minute. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AuthzBenchmark {

    private static final String AUDIENCE = "https://deploy.example.com";
    private static final Environment PRODUCTION = Environment.of("production");
    private static final RequestId REQUEST = new RequestId("req_00000000000000000000000001");
    private static final List<String> SCOPES = List.of("deploy:payments");

    /** What the token is signed with. */
    @Param({"ES256", "RS256"})
    public String algorithm;

    private Path folder;
    private SqliteStore store;
    private TokenVerifier verifier;
    private Authorize authorize;
    private TargetCall call;

    /** Knows one token, and nothing happens to it. */
    private record OneToken(LiveToken token) implements TokenIndex {
        @Override
        public Changes live(Instant now) {
            return new Changes(1, List.of(token), Map.of());
        }

        @Override
        public Changes since(long position) {
            return new Changes(1, List.of(), Map.of());
        }

        @Override
        public Optional<Entry> find(String id) {
            return Optional.empty();
        }
    }

    /** Mints a token and uses it for the first time. */
    @Setup
    public void prepare() throws IOException {
        Clock clock = Clock.systemUTC();
        var random = new SecureRandom();
        folder = Files.createTempDirectory("authz");
        store = SqliteStore.open(folder.resolve("gate.db"), clock, random);
        var vault = new AesKeyVault(Secret.of("the key of a benchmark, 0123456789 abc"), random);
        var keys = SigningKeys.open(
                new KeySources(store.events(), store.signingKeys(), vault, clock, random), KeyRotation.USUAL, null);
        var issuer =
                new JwtTokenIssuer(URI.create("https://gate.example.com"), SigningAlgorithm.named(algorithm), keys);
        verifier = issuer.verifier(clock);
        DeployToken token = mint(issuer, clock.instant());
        var known = new LiveToken(
                token.id(),
                token.value().sha256(),
                REQUEST,
                "job-1",
                "payments-deploy",
                PRODUCTION,
                Action.DEPLOY,
                SCOPES,
                AUDIENCE,
                token.keyId(),
                token.expiresAt(),
                null);
        authorize = new Authorize(
                new FakePolicySource(policy()),
                verifier,
                new LiveTokens(new OneToken(known), clock, System::nanoTime),
                new DpopVerifier(clock),
                new Uses(store.events(), clock, () -> 0),
                (request, shown, cause) -> {},
                clock,
                (misused, target, why, died) -> {});
        call = new TargetCall(token.value(), false, null, "POST", "/deploy/payments/v2?region=eu", null);
        authorize();
    }

    private static DeployToken mint(JwtTokenIssuer issuer, Instant now) {
        Map<String, Object> approval = Map.of(
                "request_id",
                REQUEST.value(),
                "environment",
                "production",
                "commit",
                "0123456789abcdef0123456789abcdef01234567",
                "approvers",
                2);
        return issuer.issue(new Claims(
                "00112233445566778899aabbccddeeff",
                "payments-deploy",
                AUDIENCE,
                SCOPES,
                now,
                now.plus(Duration.ofHours(1)),
                null,
                approval));
    }

    private static Policy policy() {
        var allowance = new Allowance(Set.of("POST"), List.of(PathPattern.of("deploy/**")), Set.copyOf(SCOPES));
        return PolicyBuilder.production()
                .target(new Target(
                        "payments",
                        AUDIENCE,
                        Set.of(PRODUCTION),
                        Set.of(Action.DEPLOY),
                        true,
                        AUDIENCE,
                        Proxy.NGINX,
                        false,
                        List.of(),
                        List.of(allowance)))
                .build();
    }

    /** {@return who is let through} */
    @Benchmark
    public Object authorize() {
        return authorize.allow(authorize.target("payments"), call);
    }

    /** {@return what the token says, its signature verified} */
    @Benchmark
    public Object verify() {
        return verifier.verify(call.token());
    }

    /** Takes everything away. */
    @TearDown
    public void clear() throws IOException {
        store.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
