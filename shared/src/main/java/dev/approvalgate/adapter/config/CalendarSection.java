package dev.approvalgate.adapter.config;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code calendars}: named lists of days, such as holidays. */
final class CalendarSection {

    private final Names names = new Names("calendar", "calendars");
    private final Map<String, Set<LocalDate>> calendars = new LinkedHashMap<>();

    void read(Value mapping) {
        mapping.entries().forEach((key, value) -> {
            Optional<String> name = names.declare(key);
            Optional<List<LocalDate>> days = value.some(Times::date);
            if (name.isPresent() && days.isPresent()) {
                calendars.put(name.get(), Set.copyOf(days.get()));
            }
        });
    }

    /** {@return the days of all calendars that a list refers to; at least one calendar} */
    Optional<Set<LocalDate>> referToSome(Value list) {
        return list.some(names::refer)
                .map(some -> some.stream()
                        .flatMap(name -> calendars.getOrDefault(name, Set.of()).stream())
                        .collect(Collectors.toSet()));
    }

    Names names() {
        return names;
    }
}
