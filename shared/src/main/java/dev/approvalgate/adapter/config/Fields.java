package dev.approvalgate.adapter.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A mapping with known keys. Unknown and repeated keys are recorded as faults when it is opened. */
final class Fields {

    private final Value mapping;
    private final int problemsBefore;
    private final boolean readable;
    private final Map<String, Value> values = new LinkedHashMap<>();

    /**
     * @param mapping the value, which should be a mapping
     * @param known the keys that it may have
     * @param quoting whether messages may quote an unknown key
     */
    Fields(Value mapping, List<String> known, boolean quoting) {
        this.mapping = mapping;
        this.problemsBefore = mapping.problems().count();
        this.readable = mapping.isMapping();
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key.name())) {
                if (quoting) {
                    key.at().wrong("unknown key", Nearest.remedy(key.name(), known, "keys"));
                } else {
                    mapping.problems()
                            .add(
                                    key.at().place(),
                                    mapping.path(),
                                    "unknown key",
                                    "known keys are " + String.join(", ", known));
                }
            } else if (values.putIfAbsent(key.name(), value) != null) {
                key.at().wrong("is there twice", "remove one");
            }
        });
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** {@return those of some keys that are there} */
    List<String> among(String... keys) {
        return Arrays.stream(keys).filter(values::containsKey).toList();
    }

    /** {@return the known keys that are there} */
    Set<String> keys() {
        return values.keySet();
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@return what a reader makes of a value; a missing one is recorded} */
    <T> Optional<T> required(String key, Function<Value, Optional<T>> reader) {
        Value value = values.get(key);
        if (value == null) {
            if (readable) {
                missing(key, "add it");
            }
            return Optional.empty();
        }
        return reader.apply(value);
    }

    /** Records that a key is missing. */
    void missing(String key, String remedy) {
        mapping.problems().add(mapping.place(), path(key), "is missing", remedy);
    }

    /** Records that a key's value is wrong, be it written or the default. */
    void wrong(String key, String message, String remedy) {
        mapping.problems().add(values.getOrDefault(key, mapping).place(), path(key), message, remedy);
    }

    private String path(String key) {
        return mapping.path().isEmpty() ? key : mapping.path() + "." + key;
    }

    /** {@return what a reader makes of a value, or the default where it is missing or wrong} */
    <T> T optional(String key, Function<Value, Optional<T>> reader, T fallback) {
        Value value = values.get(key);
        return value == null ? fallback : reader.apply(value).orElse(fallback);
    }

    /** {@return what a reader makes of a value; empty where it is missing or wrong} */
    <T> Optional<T> optional(String key, Function<Value, Optional<T>> reader) {
        return get(key).flatMap(reader);
    }

    /** {@return whether nothing in this mapping has been found wrong so far} */
    boolean sound() {
        return mapping.problems().count() == problemsBefore;
    }

    /** {@return what is made of the fields; nothing where any of them is wrong, so that the maker may rely on them} */
    <T> Optional<T> build(Supplier<T> maker) {
        return sound() ? Optional.of(maker.get()) : Optional.empty();
    }
}
