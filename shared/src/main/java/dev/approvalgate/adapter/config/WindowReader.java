package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.ChangeWindow;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads windows: times of the week. */
final class WindowReader {

    private static final Map<String, DayOfWeek> DAYS = Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(
                    day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT),
                    day -> day,
                    (one, other) -> one,
                    LinkedHashMap::new));

    private final CalendarSection calendars;

    WindowReader(CalendarSection calendars) {
        this.calendars = calendars;
    }

    /** {@return the windows of a list; at least one} */
    Optional<List<ChangeWindow>> read(Value list) {
        return list.some(this::window);
    }

    private Optional<ChangeWindow> window(Value value) {
        Fields fields = value.fields("days", "from", "to", "time_zone", "except");
        List<DayOfWeek> days =
                fields.optional("days", list -> list.some(day -> day.choice(DAYS)), List.of(DayOfWeek.values()));
        Optional<LocalTime> from = fields.required("from", Times::time);
        Optional<LocalTime> to = fields.required("to", Times::time);
        Optional<ZoneId> zone = fields.required("time_zone", Times::zone);
        Set<LocalDate> except = fields.optional("except", calendars::referToSome, Set.of());
        return fields.build(() -> new ChangeWindow(
                        Set.copyOf(days), from.orElseThrow(), to.orElseThrow(), zone.orElseThrow(), except))
                .filter(window -> opens(window) || refuse(fields));
    }

    /** Whether it opens at some time while the calendars have something to say; afterwards every window does. */
    private static boolean opens(ChangeWindow window) {
        return window.except().stream()
                .min(Comparator.naturalOrder())
                .map(first -> first.atStartOfDay(window.zone()).toInstant())
                .map(start -> window.isOpen(start) || window.opensNext(start).isPresent())
                .orElse(true);
    }

    private static boolean refuse(Fields fields) {
        fields.wrong("except", "leaves no day for more than a year: the window never opens", "remove days from it");
        return false;
    }
}
