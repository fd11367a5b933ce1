package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.policy.OnCallSchedule.Shift;
import dev.approvalgate.domain.policy.OnCallSchedule.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnCallScheduleTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final PersonId ADA = new PersonId("ada");
    private static final PersonId GRACE = new PersonId("grace");
    private static final PersonId LINUS = new PersonId("linus");

    private static OnCallSchedule schedule(String starts, int days, StandIn... standIns) {
        return new OnCallSchedule(
                "payments",
                LocalDateTime.parse(starts).atZone(VIENNA),
                days,
                List.of(ADA, GRACE, LINUS),
                List.of(standIns));
    }

    private static Instant vienna(String local) {
        return LocalDateTime.parse(local).atZone(VIENNA).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T09:00:00, ada",
        "2026-11-09T08:59:59, ada",
        "2026-11-09T09:00:00, grace",
        "2026-11-16T09:00:00, linus",
        "2026-11-23T09:00:00, ada",
        "2027-11-01T09:00:00, grace"
    })
    void everybodyHasATurnAgainAndAgain(String local, String person) {
        assertThat(schedule("2026-11-02T09:00", 7).at(vienna(local))).contains(new PersonId(person));
    }

    @Test
    void nobodyIsOnCallBefore() {
        OnCallSchedule schedule = schedule("2026-11-02T09:00", 7);
        assertThat(schedule.at(vienna("2026-11-02T08:59:59"))).isEmpty();
        assertThat(schedule.at(vienna("2020-01-01T09:00:00"))).isEmpty();
    }

    @Test
    void aChangeOfClocksMovesNoHandOver() {
        OnCallSchedule winter = schedule("2026-03-23T09:00", 7);
        assertThat(winter.at(Instant.parse("2026-03-30T06:59:59Z"))).contains(ADA);
        assertThat(winter.at(Instant.parse("2026-03-30T07:00:00Z")))
                .as("09:00 CEST")
                .contains(GRACE);
    }

    /** Vienna, 29 March 2026: 02:00 CET becomes 03:00 CEST. */
    @Test
    void aHandOverThatIsSkippedIsLaterThatDay() {
        OnCallSchedule nightly = schedule("2026-03-28T02:30", 1);
        assertThat(nightly.at(Instant.parse("2026-03-29T01:10:00Z")))
                .as("03:10 CEST")
                .contains(ADA);
        assertThat(nightly.at(Instant.parse("2026-03-29T01:30:00Z")))
                .as("03:30 CEST")
                .contains(GRACE);
        assertThat(nightly.at(vienna("2026-03-30T02:30:00"))).contains(LINUS);
    }

    /** Vienna, 25 October 2026: 03:00 CEST becomes 02:00 CET. */
    @Test
    void aHandOverThatComesTwiceIsTheFirstAndNobodyGoesBack() {
        OnCallSchedule nightly = schedule("2026-10-24T02:30", 1);
        assertThat(nightly.at(Instant.parse("2026-10-25T00:29:00Z")))
                .as("02:29 CEST")
                .contains(ADA);
        assertThat(nightly.at(Instant.parse("2026-10-25T00:30:00Z")))
                .as("02:30 CEST")
                .contains(GRACE);
        assertThat(nightly.at(Instant.parse("2026-10-25T01:10:00Z")))
                .as("02:10 CET")
                .contains(GRACE);
        assertThat(nightly.at(Instant.parse("2026-10-25T01:40:00Z")))
                .as("02:40 CET")
                .contains(GRACE);
        assertThat(nightly.at(vienna("2026-10-26T02:30:00"))).contains(LINUS);
    }

    @Test
    void theFirstStandInThatHoldsCounts() {
        OnCallSchedule schedule = schedule(
                "2026-11-02T09:00",
                7,
                new StandIn(LINUS, vienna("2026-11-04T09:00"), vienna("2026-11-05T09:00")),
                new StandIn(GRACE, vienna("2026-11-04T00:00"), vienna("2026-11-06T00:00")));
        assertThat(schedule.at(vienna("2026-11-03T23:59:59"))).contains(ADA);
        assertThat(schedule.at(vienna("2026-11-04T00:00:00"))).contains(GRACE);
        assertThat(schedule.at(vienna("2026-11-04T09:00:00"))).contains(LINUS);
        assertThat(schedule.at(vienna("2026-11-05T09:00:00"))).contains(GRACE);
        assertThat(schedule.at(vienna("2026-11-06T00:00:00"))).contains(ADA);
    }

    @Test
    void somebodyMayStandInBeforeTheFirstTurn() {
        OnCallSchedule schedule = schedule(
                "2026-11-02T09:00", 7, new StandIn(LINUS, vienna("2026-11-01T09:00"), vienna("2026-11-01T10:00")));
        assertThat(schedule.at(vienna("2026-11-01T09:30"))).contains(LINUS);
        assertThat(schedule.between(vienna("2026-11-01T00:00"), vienna("2026-11-03T00:00")))
                .containsExactly(
                        new Shift(LINUS, vienna("2026-11-01T09:00")), new Shift(ADA, vienna("2026-11-02T09:00")));
    }

    @Test
    void whoTakesOverUntilThenIsKnownBefore() {
        OnCallSchedule schedule = schedule("2026-11-02T09:00", 1);
        Instant now = vienna("2026-11-02T12:00");
        assertThat(schedule.between(now, vienna("2026-11-04T09:00")))
                .containsExactly(new Shift(ADA, now), new Shift(GRACE, vienna("2026-11-03T09:00")));
        assertThat(schedule.between(now, vienna("2026-11-04T09:00:01")))
                .hasSize(3)
                .contains(new Shift(LINUS, vienna("2026-11-04T09:00")));
        assertThat(schedule.between(now, now)).containsExactly(new Shift(ADA, now));
        assertThat(schedule.between(now, vienna("2026-11-01T09:00"))).containsExactly(new Shift(ADA, now));
    }

    /** Turns follow one another without a gap, whatever clocks do. */
    @Test
    void turnsOnlyGoForward() {
        for (int hour = 1; hour < 4; hour++) {
            ZonedDateTime starts = ZonedDateTime.of(2026, 3, 20, hour, 30, 0, 0, VIENNA);
            var order = List.of(ADA, GRACE, LINUS);
            var schedule = new OnCallSchedule("x", starts, 1, order, List.of());
            int turn = 0;
            Instant end = starts.plusDays(230).toInstant();
            for (Instant at = starts.toInstant(); at.isBefore(end); at = at.plus(Duration.ofMinutes(15))) {
                PersonId person = schedule.at(at).orElseThrow();
                if (!person.equals(order.get(turn % 3))) {
                    turn++;
                }
                assertThat(person).as("at %s", at).isEqualTo(order.get(turn % 3));
            }
            assertThat(turn).isEqualTo(229);
        }
    }

    @Test
    void needsSomebodyAndTurnsOfADay() {
        ZonedDateTime starts = Scene.NOON.atZone(VIENNA);
        assertThatIllegalArgumentException().isThrownBy(() -> new OnCallSchedule("x", starts, 1, List.of(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnCallSchedule("x", starts, 0, List.of(ADA), List.of()));
    }
}
