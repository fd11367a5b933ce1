package dev.approvalgate.adapter.store.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that is being read. Everything is expected to be there and of the right kind; what may be missing is asked for by the
 * methods that say so.
 */
final class In {

    /** The field that stands for a personal value and holds its commitment. */
    static final String COMMITMENT = "c";

    private final JsonNode node;
    private final String path;
    private final Function<String, @Nullable String> values;

    /**
     * @param path where it lies, for error messages
     * @param values the canonical JSON of a personal value by its commitment; {@code null} once erased
     */
    In(JsonNode node, String path, Function<String, @Nullable String> values) {
        this.node = node;
        this.path = path;
        this.values = values;
    }

    In at(String name) {
        In found = atOrNull(name);
        if (found == null) {
            throw new UnreadableForm(path + "." + name + " is missing");
        }
        return found;
    }

    @Nullable
    In atOrNull(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull() ? null : new In(child, path + "." + name, values);
    }

    /** {@return this value as a text} */
    String text() {
        if (!node.isTextual()) {
            throw new UnreadableForm(path + " is no text");
        }
        return node.textValue();
    }

    String text(String name) {
        return at(name).text();
    }

    @Nullable
    String textOrNull(String name) {
        In found = atOrNull(name);
        return found == null ? null : found.text();
    }

    int integer(String name) {
        JsonNode child = at(name).node;
        if (!child.isIntegralNumber() || !child.canConvertToInt()) {
            throw new UnreadableForm(path + "." + name + " is no whole number");
        }
        return child.intValue();
    }

    boolean flag(String name) {
        JsonNode child = at(name).node;
        if (!child.isBoolean()) {
            throw new UnreadableForm(path + "." + name + " is neither true nor false");
        }
        return child.booleanValue();
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    Sha256 hash(String name) {
        return new Sha256(text(name));
    }

    PersonId person(String name) {
        return new PersonId(text(name));
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
    }

    <T> @Nullable T orNull(String name, Function<In, T> reader) {
        In found = atOrNull(name);
        return found == null ? null : reader.apply(found);
    }

    <T> List<T> list(String name, Function<In, T> reader) {
        In array = at(name);
        if (!array.node.isArray()) {
            throw new UnreadableForm(array.path + " is no list");
        }
        var items = new ArrayList<T>();
        for (JsonNode item : array.node) {
            items.add(reader.apply(new In(item, array.path + "[" + items.size() + "]", values)));
        }
        return items;
    }

    List<String> texts(String name) {
        return list(name, In::text);
    }

    Map<String, String> textMap(String name) {
        return at(name).textMap();
    }

    /** {@return this value as a mapping of texts} */
    Map<String, String> textMap() {
        if (!node.isObject()) {
            throw new UnreadableForm(path + " is no object");
        }
        var map = new LinkedHashMap<String, String>();
        node.fieldNames().forEachRemaining(key -> map.put(key, text(key)));
        return map;
    }

    <T> Personal<T> personal(String name, Function<In, T> reader) {
        return at(name).personal(reader);
    }

    /** {@return this value, which lies beside the ledger; without a value where it has been erased} */
    <T> Personal<T> personal(Function<In, T> reader) {
        String text = values.apply(hash(COMMITMENT).hex());
        return text == null ? new Personal<>(null) : Personal.of(reader.apply(new In(Json.read(text), path, values)));
    }
}
