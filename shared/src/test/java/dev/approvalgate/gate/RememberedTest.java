package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final MutableClock clock = new MutableClock();
    private final Remembered<String, Integer> remembered = new Remembered<>(Duration.ofSeconds(60), 3, clock);
    private final AtomicInteger asked = new AtomicInteger();

    private Optional<Integer> get(String key, Freshness freshness) {
        return remembered.get(key, freshness, each -> asked.incrementAndGet());
    }

    @Test
    void aRecentAnswerIsToldForItsLife() {
        assertThat(get("a", Freshness.RECENT)).contains(1);
        clock.step(Duration.ofSeconds(59));
        assertThat(get("a", Freshness.RECENT)).contains(1);
        clock.step(Duration.ofSeconds(1));
        assertThat(get("a", Freshness.RECENT)).contains(2);
    }

    @Test
    void nowAlwaysAsksAndIsRemembered() {
        assertThat(get("a", Freshness.NOW)).contains(1);
        assertThat(get("a", Freshness.NOW)).contains(2);
        assertThat(get("a", Freshness.RECENT)).contains(2);
    }

    @Test
    void whatIsKnownIsToldHoweverOldAndNobodyIsAsked() {
        assertThat(get("a", Freshness.KNOWN)).isEmpty();
        get("a", Freshness.NOW);
        clock.step(Duration.ofDays(9));
        assertThat(get("a", Freshness.KNOWN)).contains(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void threat21_aClockThatIsSetBackMakesAnswersStaleNotImmortal() {
        get("a", Freshness.RECENT);
        clock.step(Duration.ofHours(-1));
        assertThat(get("a", Freshness.RECENT)).contains(2);
    }

    @Test
    void theOneThatWasNotAskedForLongestGoesFirst() {
        for (String key : List.of("a", "b", "c")) {
            remembered.put(key, 0);
        }
        remembered.known("a");
        remembered.put("d", 0);
        assertThat(remembered.known("a")).isPresent();
        assertThat(remembered.known("b")).isEmpty();
    }

    @Test
    void aFailureIsNotRemembered() {
        remembered.put("a", 7);
        assertThatThrownBy(() -> remembered.get("a", Freshness.NOW, key -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(remembered.known("a")).contains(7);
    }

    @Test
    void questionsWithoutAnAnswerAreLeftOut() {
        remembered.put("a", 7);
        assertThat(Remembered.all(List.of("a", "b"), remembered::known)).isEqualTo(Map.of("a", 7));
    }
}
