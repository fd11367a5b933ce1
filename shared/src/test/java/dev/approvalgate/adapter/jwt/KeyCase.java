package dev.approvalgate.adapter.jwt;

import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.TokenIssuer.Claims;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real store with keys in it, and a clock that the test moves. */
abstract class KeyCase {

    static final URI URL = URI.create("https://gate.example.com");
    static final Secret KEY = Secret.of("the key of this installation, 0123456789");

    private static final AtomicLong IDS = new AtomicLong();

    @TempDir
    Path folder = Path.of("");

    final MutableClock clock = new MutableClock();
    final SecureRandom random = new SecureRandom();
    SqliteStore store;

    @BeforeEach
    void openStore() {
        store = SqliteStore.open(folder.resolve("gate.db"), clock, random);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    void restart() {
        closeStore();
        openStore();
    }

    KeySources sources() {
        return sources(KEY);
    }

    KeySources sources(Secret key) {
        return new KeySources(store.events(), store.signingKeys(), new AesKeyVault(key, random), clock, random);
    }

    SigningKeys open() {
        return open(null);
    }

    SigningKeys open(@Nullable ExternalKey external) {
        return SigningKeys.open(sources(), KeyRotation.USUAL, external);
    }

    static JwtTokenIssuer issuer(SigningKeys keys) {
        return new JwtTokenIssuer(URL, SigningAlgorithm.ES256, keys);
    }

    DeployToken mint(SigningKeys keys, @Nullable String algorithm) {
        Instant now = clock.instant();
        return issuer(keys)
                .issue(new Claims(
                        "token-" + IDS.incrementAndGet(),
                        "payments-deploy",
                        "https://deploy.example.com",
                        List.of("deploy:payments"),
                        now,
                        now.plus(Duration.ofMinutes(15)),
                        algorithm,
                        Map.of()));
    }

    KeyRing ring() {
        return KeyRing.of(store.events().read(KeyRing.STREAM).events());
    }

    List<String> ids(KeyLife.State state) {
        return ring().all().stream()
                .filter(key -> key.state() == state)
                .map(KeyLife::id)
                .toList();
    }

    boolean isErased(String id) {
        return store.signingKeys().all().stream().anyMatch(key -> key.id().equals(id) && !key.hasPrivate());
    }
}
