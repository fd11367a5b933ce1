package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeWindowTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

    private static ChangeWindow window(Set<DayOfWeek> days, String from, String to, ZoneId zone) {
        return new ChangeWindow(days, LocalTime.parse(from), LocalTime.parse(to), zone, Set.of());
    }

    private static Instant vienna(String local) {
        return LocalDateTime.parse(local).atZone(VIENNA).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T08:59:59, false",
        "2026-11-02T09:00:00, true",
        "2026-11-02T16:59:59, true",
        "2026-11-02T17:00:00, false",
        "2026-11-07T12:00:00, false",
        "2026-11-01T12:00:00, false"
    })
    void isOpenOnItsDaysFromItsBeginningUntilBeforeItsEnd(String local, boolean open) {
        assertThat(window(WORKDAYS, "09:00", "17:00", VIENNA).isOpen(vienna(local)))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-06T21:59:59, false",
        "2026-11-06T22:00:00, true",
        "2026-11-07T00:00:00, true",
        "2026-11-07T05:59:59, true",
        "2026-11-07T06:00:00, false",
        "2026-11-07T22:00:00, false",
        "2026-11-06T05:00:00, false"
    })
    void onItsLastDayItReachesIntoTheNext(String local, boolean open) {
        assertThat(window(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00", VIENNA).isOpen(vienna(local)))
                .isEqualTo(open);
    }

    @Test
    void midnightIsTheEndOfTheDay() {
        ChangeWindow evening = window(Set.of(DayOfWeek.MONDAY), "18:00", "00:00", VIENNA);
        assertThat(evening.isOpen(vienna("2026-11-02T23:59:59"))).isTrue();
        assertThat(evening.isOpen(vienna("2026-11-03T00:00:00"))).isFalse();
        ChangeWindow day = window(Set.of(DayOfWeek.MONDAY), "00:00", "00:00", VIENNA);
        assertThat(day.isOpen(vienna("2026-11-01T23:59:59"))).isFalse();
        assertThat(day.isOpen(vienna("2026-11-02T00:00:00"))).isTrue();
        assertThat(day.isOpen(vienna("2026-11-02T23:59:59"))).isTrue();
        assertThat(day.isOpen(vienna("2026-11-03T00:00:00"))).isFalse();
    }

    @Test
    void onAHolidayItDoesNotOpenAndWhatOpenedTheDayBeforeGoesOn() {
        var night = new ChangeWindow(
                ALL, LocalTime.of(22, 0), LocalTime.of(6, 0), VIENNA, Set.of(LocalDate.of(2026, 12, 25)));
        assertThat(night.isOpen(vienna("2026-12-25T05:00:00"))).isTrue();
        assertThat(night.isOpen(vienna("2026-12-25T23:00:00"))).isFalse();
        assertThat(night.isOpen(vienna("2026-12-26T05:00:00"))).isFalse();
        assertThat(night.isOpen(vienna("2026-12-26T23:00:00"))).isTrue();
    }

    @Test
    void opensNextAtItsNextBeginning() {
        ChangeWindow window = window(WORKDAYS, "09:00", "17:00", VIENNA);
        assertThat(window.opensNext(vienna("2026-11-02T07:00:00"))).contains(vienna("2026-11-02T09:00:00"));
        assertThat(window.opensNext(vienna("2026-11-02T09:00:00")))
                .as("it is open")
                .isEmpty();
        assertThat(window.opensNext(vienna("2026-11-06T17:00:00"))).contains(vienna("2026-11-09T09:00:00"));
    }

    @Test
    void opensNextAfterTheHolidays() {
        var window = new ChangeWindow(
                WORKDAYS,
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                VIENNA,
                Set.of(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25)));
        assertThat(window.opensNext(vienna("2026-12-23T18:00:00"))).contains(vienna("2026-12-28T09:00:00"));
    }

    @Test
    void whatOpensInMoreThan400DaysNeverOpens() {
        LocalDate monday = LocalDate.of(2026, 11, 2);
        Set<LocalDate> holidays = monday.datesUntil(monday.plusDays(399)).collect(Collectors.toSet());
        var late = new ChangeWindow(ALL, LocalTime.of(9, 0), LocalTime.of(17, 0), VIENNA, holidays);
        assertThat(late.opensNext(vienna("2026-11-02T00:00:00")))
                .contains(monday.plusDays(399).atTime(9, 0).atZone(VIENNA).toInstant());
        assertThat(late.opensNext(vienna("2026-11-01T00:00:00")))
                .as("one day earlier it is a day too far")
                .contains(vienna("2026-11-01T09:00:00"));
        assertThat(window(Set.of(), "09:00", "17:00", VIENNA).opensNext(Scene.NOON))
                .isEmpty();
        var later = new ChangeWindow(
                ALL,
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                VIENNA,
                monday.datesUntil(monday.plusDays(400)).collect(Collectors.toSet()));
        assertThat(later.opensNext(vienna("2026-11-02T00:00:00"))).isEmpty();
    }

    /** Vienna, 29 March 2026: 02:00 CET becomes 03:00 CEST. */
    @Test
    void aBeginningThatIsSkippedIsLaterThatDay() {
        ChangeWindow window = window(ALL, "02:30", "04:00", VIENNA);
        assertThat(window.isOpen(Instant.parse("2026-03-29T01:00:00Z")))
                .as("03:00 CEST")
                .isFalse();
        assertThat(window.isOpen(Instant.parse("2026-03-29T01:30:00Z")))
                .as("03:30 CEST")
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-03-29T02:00:00Z")))
                .as("04:00 CEST")
                .isFalse();
    }

    @Test
    void ofWhichNothingIsLeftThatDayItOpensTheNext() {
        ChangeWindow window = window(ALL, "02:30", "03:10", VIENNA);
        Instant before = Instant.parse("2026-03-29T00:00:00Z");
        assertThat(window.opensNext(before)).contains(vienna("2026-03-30T02:30:00"));
        assertThat(window.isOpen(Instant.parse("2026-03-29T01:05:00Z"))).isFalse();
    }

    /** New York, 1 November 2026: 02:00 EDT becomes 01:00 EST. */
    @Test
    void aTimeThatComesTwiceIsTheFirstOfTheTwo() {
        ZoneId newYork = ZoneId.of("America/New_York");
        ChangeWindow window = window(ALL, "01:30", "03:00", newYork);
        assertThat(window.isOpen(Instant.parse("2026-11-01T05:30:00Z")))
                .as("01:30 EDT")
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-01T06:10:00Z")))
                .as("01:10 EST, after it began")
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-01T07:59:00Z")))
                .as("02:59 EST")
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-01T08:00:00Z"))).isFalse();
        ChangeWindow until = window(ALL, "00:30", "01:30", newYork);
        assertThat(until.isOpen(Instant.parse("2026-11-01T05:29:00Z"))).isTrue();
        assertThat(until.isOpen(Instant.parse("2026-11-01T06:00:00Z")))
                .as("01:00 EST: it has ended at 01:30 EDT")
                .isFalse();
    }

    /** New York, 8 March 2026: 02:00 EST becomes 03:00 EDT. */
    @Test
    void anEndThatIsSkippedIsLaterToo() {
        ChangeWindow window = window(ALL, "01:00", "02:15", ZoneId.of("America/New_York"));
        assertThat(window.isOpen(Instant.parse("2026-03-08T07:14:00Z")))
                .as("03:14 EDT")
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-03-08T07:15:00Z"))).isFalse();
    }

    /** Whenever it says that it opens, it does, and at no time before. */
    @Test
    void opensWhenItSays() {
        for (ZoneId zone : Set.of(VIENNA, ZoneId.of("America/New_York"), ZoneOffset.UTC)) {
            for (int seed = 0; seed < 300; seed++) {
                var random = new Random(seed);
                var window = new ChangeWindow(
                        EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.SUNDAY),
                        LocalTime.of(random.nextInt(5), 15 * random.nextInt(4)),
                        LocalTime.of(random.nextInt(5), 15 * random.nextInt(4)),
                        zone,
                        Set.of());
                Instant now = Instant.parse(random.nextBoolean() ? "2026-03-06T12:00:00Z" : "2026-10-23T12:00:00Z")
                        .plus(Duration.ofMinutes(random.nextInt(14 * 24 * 60)));
                window.opensNext(now).ifPresent(at -> {
                    assertThat(window.isOpen(at)).as("%s at %s", window, at).isTrue();
                    for (Instant between = now; between.isBefore(at); between = between.plusSeconds(900)) {
                        assertThat(window.isOpen(between))
                                .as("%s at %s, opens at %s", window, between, at)
                                .isFalse();
                    }
                });
                assertThat(window.opensNext(now).isPresent()).isNotEqualTo(window.isOpen(now));
            }
        }
    }

    @Test
    void readsLikeAWindow() {
        assertThat(window(WORKDAYS, "09:00", "17:00", VIENNA))
                .hasToString("mon tue wed thu fri 09:00-17:00 Europe/Vienna");
        assertThat(new ChangeWindow(
                        Set.of(DayOfWeek.SUNDAY),
                        LocalTime.of(9, 0),
                        LocalTime.MIDNIGHT,
                        ZoneOffset.UTC,
                        Set.of(LocalDate.EPOCH)))
                .hasToString("sun 09:00-00:00 Z, not on holidays");
    }
}
