package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Secret;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TargetSecretsTest {

    private static final Map<String, List<Secret>> TARGETS = Map.of(
            "payments",
            List.of(Secret.of("new-secret"), Secret.of("old-secret")),
            "orders",
            List.of(Secret.of("other")));

    private final TargetSecrets targets = new TargetSecrets(TARGETS);

    @Test
    void aTargetHasItsOwnSecretsOnly() {
        assertThat(targets.match("payments", "new-secret")).isTrue();
        assertThat(targets.match("payments", "old-secret")).isTrue();
        assertThat(targets.match("orders", "other")).isTrue();
        assertThat(targets.match("payments", "other")).isFalse();
        assertThat(targets.match("orders", "new-secret")).isFalse();
        assertThat(targets.match("Payments", "new-secret")).isFalse();
        assertThat(targets.match("payments", "new-secre")).isFalse();
        assertThat(targets.match("payments", "")).isFalse();
        assertThat(targets.match("", "")).isFalse();
    }

    @Test
    void threat20_everyGuessCostsTheSameComparisons() {
        var made = new AtomicInteger();
        var counted = new TargetSecrets(TARGETS, (one, other) -> {
            assertThat(one).as("hashes, so that no length tells anything").hasSize(32);
            assertThat(other).hasSize(32);
            made.incrementAndGet();
            return MessageDigest.isEqual(one, other);
        });
        for (String id : List.of("payments", "orders", "unheard-of", "")) {
            for (String secret : List.of("new-secret", "old-secret", "other", "n", "", "x".repeat(5000))) {
                made.set(0);
                boolean unused = counted.match(id, secret);
                assertThat(made).as(id + " " + secret.length()).hasValue(6);
            }
        }
    }

    @Test
    void withoutTargetsNobodyMatches() {
        var none = new TargetSecrets(Map.of());
        assertThat(none.match("payments", "new-secret")).isFalse();
        assertThat(none.match("", "")).isFalse();
    }
}
