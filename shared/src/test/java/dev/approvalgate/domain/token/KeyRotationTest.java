package dev.approvalgate.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.token.KeyLife.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When keys begin, and when they end. */
class KeyRotationTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final KeyRotation TERMS = KeyRotation.USUAL;
    private static final String ES = "ES256";

    private final List<KeyEvent> events = new ArrayList<>();

    private KeyRing ring() {
        return KeyRing.of(events);
    }

    private void first() {
        events.add(new KeyEvent.Made("a", ES, START, START));
        events.add(new KeyEvent.Started("a", START));
    }

    private void next(Instant at) {
        events.add(new KeyEvent.Made("b", ES, at.plus(TERMS.publishAhead()), at));
    }

    private static Instant after(Duration time) {
        return START.plus(time);
    }

    @Test
    void theNextKeyIsMadeSoLongBeforeItSigns() {
        first();

        assertThat(TERMS.wantsNext(ring(), ES, after(Duration.ofDays(29).minusSeconds(1))))
                .isFalse();
        assertThat(TERMS.wantsNext(ring(), ES, after(Duration.ofDays(29)))).isTrue();
        assertThat(TERMS.nextLook(ring(), algorithm -> true)).contains(after(Duration.ofDays(29)));
        assertThat(TERMS.nextLook(ring(), algorithm -> false)).isEmpty();
    }

    @Test
    void aSecondIsNeverMade() {
        first();
        next(after(Duration.ofDays(29)));

        assertThat(TERMS.wantsNext(ring(), ES, after(Duration.ofDays(300)))).isFalse();
    }

    @Test
    void itSignsWhenItWasPublishedForLongEnough_andTheOtherSignsNoMore() {
        first();
        next(after(Duration.ofDays(29)));
        Instant time = after(Duration.ofDays(30));

        assertThat(TERMS.due(ring(), time.minusMillis(1))).isEmpty();
        assertThat(TERMS.due(ring(), time))
                .containsExactly(new KeyEvent.Started("b", time), new KeyEvent.Replaced("a", "b", time));
    }

    @Test
    void theOldKeyIsPublishedForAsLongAsATokenOfItMayLive() {
        first();
        next(after(Duration.ofDays(29)));
        Instant replaced = after(Duration.ofDays(30));
        events.addAll(TERMS.due(ring(), replaced));
        Instant end = replaced.plus(DeployToken.LONGEST_LIFETIME).plus(KeyRotation.CLOCK_LEEWAY);

        assertThat(TERMS.due(ring(), end.minusMillis(1))).isEmpty();
        assertThat(TERMS.due(ring(), end)).containsExactly(new KeyEvent.Retired("a", end));
        events.addAll(TERMS.due(ring(), end));
        assertThat(ring().published()).extracting(KeyLife::id).containsExactly("b");
        assertThat(ring().all()).extracting(KeyLife::state).containsExactly(State.RETIRED, State.CURRENT);
    }

    @Test
    void aThirdKeyWaitsUntilTheFirstHasRetired() {
        first();
        next(START);
        events.addAll(TERMS.due(ring(), after(Duration.ofDays(1))));
        events.add(new KeyEvent.Made("c", ES, after(Duration.ofDays(1).plusHours(2)), after(Duration.ofDays(1))));
        Instant retirement = after(Duration.ofDays(1)).plus(KeyRotation.AFTERLIFE);

        assertThat(ring().published())
                .extracting(KeyLife::id)
                .as("current, next, previous")
                .containsExactly("b", "c", "a");
        assertThat(TERMS.due(ring(), retirement.minusMillis(1))).isEmpty();
        assertThat(TERMS.due(ring(), retirement)).contains(new KeyEvent.Started("c", retirement));
    }

    @Test
    void algorithmsAreRotatedEachForItself() {
        first();
        events.add(new KeyEvent.Made("r", "RS256", START, START));
        events.add(new KeyEvent.Started("r", START));
        next(after(Duration.ofDays(29)));

        assertThat(ring().algorithms()).containsExactly(ES, "RS256");
        assertThat(TERMS.wantsNext(ring(), "RS256", after(Duration.ofDays(29)))).isTrue();
        assertThat(TERMS.due(ring(), after(Duration.ofDays(30))))
                .extracting(KeyEvent::id)
                .containsExactly("b", "a");
    }

    @Test
    void whatWasAbandonedIsPublishedNoMore() {
        first();
        events.add(new KeyEvent.Abandoned("a", LossCause.UNREADABLE, after(Duration.ofHours(1))));

        assertThat(ring().published()).isEmpty();
        assertThat(ring().knows("a")).isTrue();
        assertThat(TERMS.due(ring(), after(Duration.ofDays(90)))).isEmpty();
    }

    @Test
    void aKeyIsPublishedForLongerThanVerifiersKeepThem_andShorterThanItSigns() {
        assertThatThrownBy(() -> new KeyRotation(Duration.ofDays(1), KeyRotation.CACHE_TIME))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyRotation(Duration.ofDays(1), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
