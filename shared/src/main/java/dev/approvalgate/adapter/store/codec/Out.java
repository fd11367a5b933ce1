package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object on its way to canonical JSON. What is {@code null} is left out. */
final class Out {

    private final Map<String, Object> fields = new TreeMap<>();

    /** Adds a value of any kind that canonical JSON knows. */
    Out value(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    Out with(String name, @Nullable String value) {
        return value(name, value);
    }

    Out with(String name, @Nullable Instant value) {
        return value(name, value == null ? null : value.toString());
    }

    Out with(String name, @Nullable Sha256 value) {
        return value(name, value == null ? null : value.hex());
    }

    Out with(String name, @Nullable PersonId value) {
        return value(name, value == null ? null : value.value());
    }

    /** Constants are stored by their names in lower case; a constant that has been stored keeps its name for good. */
    Out with(String name, @Nullable Enum<?> value) {
        return value(name, value == null ? null : value.name().toLowerCase(Locale.ROOT));
    }

    <T> Out with(String name, Collection<T> items, Function<T, Object> writer) {
        return value(name, items.stream().map(writer).toList());
    }

    Out with(String name, List<String> texts) {
        return value(name, texts);
    }

    Map<String, Object> map() {
        return fields;
    }
}
