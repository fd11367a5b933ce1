package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.gate.fake.MutableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private final MutableClock clock = new MutableClock();
    private final Map<String, VerificationKey> stored = new HashMap<>(Map.of("a", JwtTokenVerifierTest.EC.published()));
    private final AtomicInteger readings = new AtomicInteger();
    private final KnownKeys keys = new KnownKeys(this::read, clock);

    private Map<String, VerificationKey> read() {
        readings.incrementAndGet();
        return Map.copyOf(stored);
    }

    @Test
    void knownKeysComeFromMemory() {
        clock.step(Duration.ofDays(1));
        assertThat(keys.apply("a")).isPresent();
        assertThat(readings).hasValue(1);
    }

    @Test
    void aNewKeyIsFound() {
        stored.put("b", JwtTokenVerifierTest.RSA.published());
        clock.step(KnownKeys.PAUSE);
        assertThat(keys.apply("b")).isPresent();
    }

    @Test
    void threat27_tokensThatNameUnheardOfKeysMakeNobodyReadForEach() {
        clock.step(KnownKeys.PAUSE);
        for (int i = 0; i < 1000; i++) {
            assertThat(keys.apply("unheard-of-" + i)).isEmpty();
        }
        assertThat(readings).hasValue(2);

        clock.step(Duration.ofHours(-1));
        assertThat(keys.apply("c")).isEmpty();
        assertThat(readings).as("a clock that was set back blinds nobody").hasValue(3);
    }
}
