package dev.approvalgate.adapter.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How dates, times and time zones are written (ISO 8601, and names of the time zone database). */
final class Times {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");
    private static final Pattern MOMENT = Pattern.compile(DATE + "T" + TIME);

    private Times() {}

    static Optional<LocalDate> date(Value value) {
        return read(value, DATE, "a date such as 2026-12-25", LocalDate::parse);
    }

    /** {@return a local date and time, of no zone yet} */
    static Optional<LocalDateTime> moment(Value value) {
        return read(value, MOMENT, "a local date and time such as 2026-12-20T09:00", LocalDateTime::parse);
    }

    /** {@return a time of the day; {@code 24:00} is midnight, as {@code 00:00} is} */
    static Optional<LocalTime> time(Value value) {
        return read(
                value,
                TIME,
                "a time from 00:00 to 24:00, such as 09:00",
                text -> text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text));
    }

    /** {@return a time zone by its name; offsets are refused, since they know nothing of summer time} */
    static Optional<ZoneId> zone(Value value) {
        return value.text(100)
                .flatMap(name -> ZoneId.getAvailableZoneIds().contains(name)
                        ? Optional.of(ZoneId.of(name))
                        : value.refuse(
                                Quote.of(name) + " is no time zone",
                                Nearest.to(name, ZoneId.getAvailableZoneIds())
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("write a name such as Europe/Vienna, or UTC")));
    }

    private static <T> Optional<T> read(Value value, Pattern form, String description, Function<String, T> parser) {
        return value.matching(form, description).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (DateTimeException e) {
                return value.refuse(Quote.of(text) + " does not exist", "write " + description);
            }
        });
    }
}
