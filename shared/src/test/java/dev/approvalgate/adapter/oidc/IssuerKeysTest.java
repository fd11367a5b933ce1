package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an issuer's keys are fetched, kept and given up, over real HTTP. */
class IssuerKeysTest {

    private static final SigningPair OLD = SigningPair.ec("old");
    private static final SigningPair NEW = SigningPair.ec("new");

    private final MutableClock clock = new MutableClock();
    private final CountDownLatch release = new CountDownLatch(1);
    private IssuerServer server;
    private OidcVerifier verifier;

    @BeforeEach
    void start() throws Exception {
        server = new IssuerServer();
        server.publish(OLD);
        verifier = new OidcVerifier(trusted(), clock);
    }

    private List<TrustedIssuer> trusted() {
        return List.of(TrustedIssuer.of(IssuerKind.GITHUB, server.issuer(), Forge.AUDIENCE));
    }

    private void losePatienceSoon() {
        verifier = new OidcVerifier(trusted(), clock, new KeyDocuments(Duration.ofMillis(500)));
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    @Test
    void keysAreFetchedOnceAndKept() {
        for (int i = 0; i < 20; i++) {
            assertVerifies(OLD);
        }

        assertThat(server.metadataRequests).hasValue(1);
        assertThat(server.keyRequests).hasValue(1);
    }

    @Test
    void threat27_keysServeWithinTheirLifeWhileTheIssuerIsDownAndNoLonger() {
        assertVerifies(OLD);
        server.answerKeys(IssuerServer.status(500));

        clock.step(IssuerKeys.STALE.minusSeconds(1));
        assertVerifies(OLD);
        clock.step(Duration.ofSeconds(1));
        assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
    }

    @Test
    void threat27_anIssuerThatIsDownIsNotAskedForEveryToken() {
        server.answerMetadata(IssuerServer.status(503));
        for (int i = 0; i < 20; i++) {
            assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
        }
        assertThat(server.metadataRequests).hasValue(1);

        server.answerMetadata(IssuerServer.metadata(server.issuer(), server.issuer() + "/keys"));
        clock.step(IssuerKeys.PAUSE);
        assertVerifies(OLD);
    }

    @Test
    void threat27_aFloodOfUnknownKeysIsOneRequestInAWhile() {
        assertVerifies(OLD);
        clock.step(IssuerKeys.PAUSE);
        for (int i = 0; i < 100; i++) {
            assertRefused(SigningPair.ec("unknown-" + i), ReasonCode.TOKEN_KEY_UNKNOWN);
        }
        assertThat(server.keyRequests).hasValue(2);

        clock.step(IssuerKeys.PAUSE);
        assertRefused(SigningPair.ec("unknown"), ReasonCode.TOKEN_KEY_UNKNOWN);
        assertThat(server.keyRequests).hasValue(3);
    }

    @Test
    void threat27_aNewKeyIsFoundAndAWithdrawnOneForgotten() {
        assertVerifies(OLD);
        server.publish(NEW);
        clock.step(IssuerKeys.PAUSE);

        assertVerifies(NEW);
        assertRefused(OLD, ReasonCode.TOKEN_KEY_UNKNOWN);
    }

    @Test
    void threat27_aKeyReplacedUnderItsOldNameVerifiesNothingOfBefore() {
        SigningPair replaced = SigningPair.ec("old");
        assertVerifies(OLD);
        server.publish(replaced);
        clock.step(IssuerKeys.FRESH);

        assertVerifies(replaced);
        assertRefused(OLD, ReasonCode.TOKEN_SIGNATURE);
    }

    @Test
    void threat27_aSlowIssuerIsGivenUp() {
        losePatienceSoon();
        server.answerKeys(this::hold);

        assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
    }

    @Test
    void threat27_anIssuerThatDripsIsGivenUp() {
        losePatienceSoon();
        server.answerKeys(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            hold(exchange);
        });

        assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
    }

    @Test
    void threat27_hugeRedirectingAndSenselessAnswersAreFailures() {
        String huge = "{\"keys\":[" + OLD.jwk() + "],\"x\":\"" + "x".repeat(512 * 1024) + "\"}";
        var tooMany = new ArrayList<String>();
        for (int i = 0; i < 101; i++) {
            tooMany.add(new SigningPair("key-" + i, OLD.algorithm(), OLD.pair()).jwk());
        }
        List<IssuerServer.Answer> answers = List.of(
                IssuerServer.text(huge),
                IssuerServer.redirect(server.issuer() + "/keys?again"),
                IssuerServer.text("not json"),
                IssuerServer.text("{\"keys\":{}}"),
                IssuerServer.text("{\"keys\":[]}"),
                IssuerServer.text("[".repeat(10_000)),
                IssuerServer.text("{\"keys\":[" + String.join(",", tooMany) + "]}"),
                IssuerServer.text("{\"keys\":[" + OLD.jwk() + "," + OLD.jwk() + "]}"),
                IssuerServer.text("{\"keys\":[" + OLD.jwk().replace("\"sig\"", "\"enc\"") + "]}"),
                IssuerServer.text("{\"keys\":[" + OLD.jwk().replace("\"ES256\"", "\"ES384\"") + "]}"),
                IssuerServer.text("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"old\",\"k\":\"AAAA\"}]}"),
                IssuerServer.text("{\"keys\":[" + OLD.jwk().replace("}", ",\"d\":\"AAAA\"}") + "]}"));
        for (IssuerServer.Answer answer : answers) {
            server.answerKeys(answer);
            assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
            clock.step(IssuerKeys.PAUSE);
        }
        assertThat(server.keyRequests).hasValue(answers.size());
    }

    @Test
    void threat27_metadataMustNameTheIssuerAndStayOnItsSide() {
        String issuer = server.issuer();
        List<IssuerServer.Answer> answers = List.of(
                IssuerServer.metadata("https://evil.example", issuer + "/keys"),
                IssuerServer.metadata(issuer + "/", issuer + "/keys"),
                IssuerServer.metadata(issuer, "https://keys.example.com/keys"),
                IssuerServer.metadata(issuer, "http://keys.example.com/keys"),
                IssuerServer.metadata(issuer, "file:///etc/passwd"),
                IssuerServer.metadata(issuer, "/keys"),
                IssuerServer.text("{\"issuer\":\"" + issuer + "\"}"),
                IssuerServer.redirect(issuer + "/keys"));
        for (IssuerServer.Answer answer : answers) {
            server.answerMetadata(answer);
            assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
            clock.step(IssuerKeys.PAUSE);
        }
        assertThat(server.keyRequests).hasValue(0);
    }

    @Test
    void manyThreadsShareOneFetch() throws Exception {
        var arrived = new CountDownLatch(1);
        IssuerServer.Answer answer = IssuerServer.text("{\"keys\":[" + OLD.jwk() + "]}");
        server.answerKeys(exchange -> {
            arrived.countDown();
            answer.to(exchange);
        });
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            var results = new ArrayList<Future<?>>();
            for (int i = 0; i < 64; i++) {
                results.add(threads.submit(() -> assertVerifies(OLD)));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(arrived.getCount()).isZero();
        assertThat(server.keyRequests).hasValue(1);
    }

    @Test
    void withAgedKeysNobodyWaitsForAnothersFetch() throws Exception {
        assertVerifies(OLD);
        clock.step(IssuerKeys.FRESH);
        server.answerKeys(this::hold);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> fetching = threads.submit(() -> assertVerifies(OLD));
            Awaitility.await().until(() -> server.keyRequests.get() == 2);

            assertVerifies(OLD);
            release.countDown();
            fetching.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.keyRequests).hasValue(2);
    }

    @Test
    void aClockThatIsSetBackMakesKeysLastNoLonger() {
        assertVerifies(OLD);
        server.answerKeys(IssuerServer.status(500));
        clock.step(Duration.ofDays(-1));

        assertRefused(OLD, ReasonCode.DIRECTORY_UNREADABLE);
    }

    /** Lets the other side wait until the test is done with it. */
    private void hold(HttpExchange exchange) throws IOException {
        try (exchange) {
            release.await();
            if (exchange.getResponseCode() < 0) {
                exchange.sendResponseHeaders(503, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertVerifies(SigningPair signer) {
        assertThat(verifier.verify(token(signer)).job()).isEqualTo("555");
    }

    private void assertRefused(SigningPair signer, ReasonCode reason) {
        GateException refusal = catchThrowableOfType(GateException.class, () -> verifier.verify(token(signer)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    }

    private Secret token(SigningPair signer) {
        return Forge.actions(signer, server.issuer(), clock.instant()).token();
    }
}
