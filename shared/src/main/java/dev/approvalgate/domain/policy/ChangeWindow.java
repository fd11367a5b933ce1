package dev.approvalgate.domain.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A time of the week in which changes may happen.
 *
 * @param days on which days of the week
 * @param from from when on, in local time
 * @param to until when, not included; midnight stands for the end of the day. Where it is not after {@code from} the window reaches
 *     into the next day
 * @param zone whose local time
 * @param except days of the calendar on which it does not open, such as holidays
 */
public record ChangeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Set<LocalDate> except) {

    /** A window that does not open within this many days never does. */
    private static final int HORIZON = 400;

    public ChangeWindow {
        days = Set.copyOf(days);
        except = Set.copyOf(except);
    }

    /** {@return whether it is open} */
    public boolean isOpen(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return isWithin(today, now) || isWithin(today.minusDays(1), now);
    }

    private boolean isWithin(LocalDate day, Instant now) {
        return opensOn(day) && !now.isBefore(start(day)) && now.isBefore(end(day));
    }

    private boolean opensOn(LocalDate day) {
        return days.contains(day.getDayOfWeek())
                && !except.contains(day)
                && start(day).isBefore(end(day));
    }

    // A local time that a change of clocks skips or repeats is taken as java.time takes it: later, or the first of the
    // two. What is left of a window may be nothing then, and it does not open that day.
    private Instant start(LocalDate day) {
        return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant end(LocalDate day) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return ZonedDateTime.of(last, to, zone).toInstant();
    }

    /** {@return when it opens next; empty where it is open, or does not open within 400 days} */
    public Optional<Instant> opensNext(Instant now) {
        if (isOpen(now)) {
            return Optional.empty();
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        return today.datesUntil(today.plusDays(HORIZON))
                .filter(this::opensOn)
                .map(this::start)
                .filter(start -> start.isAfter(now))
                .findFirst();
    }

    /** {@return the window in words, such as {@code mon-fri 09:00-17:00 Europe/Vienna}} */
    @Override
    public String toString() {
        var names = days.stream()
                .sorted()
                .map(day -> day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT))
                .toList();
        return String.join(" ", names) + " " + from + "-" + to + " " + zone
                + (except.isEmpty() ? "" : ", not on holidays");
    }
}
