package dev.approvalgate.adapter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a file, which knows where it stands. Every reading method gives the value in the wanted form, or records what is wrong
 * with it and gives nothing: the rest of the file is read all the same.
 */
final class Value {

    private final Node node;
    private final String file;
    private final String path;
    private final Problems problems;

    Value(Node node, String file, String path, Problems problems) {
        this.node = node;
        this.file = file;
        this.path = path;
        this.problems = problems;
    }

    Place place() {
        return YamlTree.place(file, node.getStartMark());
    }

    String path() {
        return path;
    }

    Problems problems() {
        return problems;
    }

    /** Records that the value is wrong. */
    void wrong(String message, String remedy) {
        problems.add(place(), path, message, remedy);
    }

    /** Records that the value is suspicious. */
    void warn(String message, String remedy) {
        problems.warn(place(), path, message, remedy);
    }

    /** {@return the value that is reached by some keys, as far as they are there} */
    Value below(String... keys) {
        Value at = this;
        for (String key : keys) {
            Value here = at;
            at = here.isMapping()
                    ? here.entries().entrySet().stream()
                            .filter(entry -> entry.getKey().name().equals(key))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(here)
                    : here;
        }
        return at;
    }

    /** Records that the value is wrong, and gives nothing. */
    <T> Optional<T> refuse(String message, String remedy) {
        wrong(message, remedy);
        return Optional.empty();
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** {@return whether it is exactly that text} */
    boolean isText(String text) {
        return hasTag(Tag.STR) && scalar().equals(text);
    }

    /** {@return a visible text of 1 to so many characters} */
    Optional<String> text(int longest) {
        if (!hasTag(Tag.STR)) {
            return wrongType("a text", node instanceof ScalarNode && !hasTag(Tag.NULL) ? "put it in quotes" : null);
        }
        String text = scalar();
        if (text.isBlank()) {
            return refuse("must not be blank", "write a text, or remove the key");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return refuse("is longer than " + longest + " characters", "shorten it");
        }
        if (text.codePoints().anyMatch(Quote::isInvisible) || !text.equals(text.strip())) {
            return refuse("holds invisible characters, or spaces at its ends", "remove them");
        }
        return Optional.of(text);
    }

    /** {@return a text of several lines, of at most 64 KiB} */
    Optional<String> block() {
        if (!hasTag(Tag.STR)) {
            return wrongType("a text", null);
        }
        return scalar().length() > 64 << 10
                ? refuse("is longer than 65536 characters", "shorten it")
                : Optional.of(scalar());
    }

    /**
     * {@return a text of a form}
     *
     * @param form what must match the whole text
     * @param description the form in words, for the message
     */
    Optional<String> matching(Pattern form, String description) {
        return text(1000)
                .flatMap(text -> form.matcher(text).matches()
                        ? Optional.of(text)
                        : refuse(Quote.of(text) + " is not of the right form", "it must be " + description));
    }

    /** {@return a text or a whole number, as text} */
    Optional<String> textOrNumber(Pattern form, String description) {
        if (!hasTag(Tag.INT)) {
            return matching(form, description);
        }
        return form.matcher(scalar()).matches()
                ? Optional.of(scalar())
                : refuse(Quote.of(scalar()) + " is not of the right form", "it must be " + description);
    }

    /** {@return a whole number within bounds, both included} */
    Optional<Integer> integer(int least, int most) {
        if (!hasTag(Tag.INT)) {
            return wrongType("a whole number", null);
        }
        String digits = scalar();
        // Ten digits and a sign fit a long; anything longer is out of any bounds.
        long number = digits.length() > 11 ? Long.MAX_VALUE : Long.parseLong(digits);
        return number < least || number > most
                ? refuse("must be from " + least + " to " + most, "choose a number in between")
                : Optional.of((int) number);
    }

    /** {@return {@code true} or {@code false}} */
    Optional<Boolean> flag() {
        return hasTag(Tag.BOOL) ? Optional.of(Boolean.valueOf(scalar())) : wrongType("true or false", null);
    }

    /** {@return what one of some words stands for} */
    <T> Optional<T> choice(Map<String, T> words) {
        return text(1000).flatMap(word -> {
            T chosen = words.get(word);
            return chosen != null
                    ? Optional.of(chosen)
                    : refuse(Quote.of(word) + " is not known here", Nearest.remedy(word, words.keySet(), "values"));
        });
    }

    /** {@return a duration within bounds, both included} */
    Optional<Duration> duration(Duration least, Duration most) {
        if (hasTag(Tag.INT)) {
            return refuse(
                    "a duration needs a unit",
                    "write it as " + scalar() + "s, " + scalar() + "m, " + scalar() + "h or " + scalar() + "d");
        }
        return text(1000).flatMap(text -> {
            Optional<Duration> duration = Durations.parse(text);
            if (duration.isEmpty()) {
                return refuse(Quote.of(text) + " is not a duration", "write one such as 15m, 8h, 1h30m, 30d or PT15M");
            }
            return duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0
                    ? refuse(
                            "must be from " + Durations.write(least) + " to " + Durations.write(most),
                            "choose a duration in between")
                    : duration;
        });
    }

    /** {@return the items of a list; none where it is no list} */
    List<Value> items() {
        var items = new ArrayList<Value>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                items.add(new Value(item, file, path + "[" + items.size() + "]", problems));
            }
        } else {
            wrongType("a list", node instanceof ScalarNode && !hasTag(Tag.NULL) ? "put it in [brackets]" : null);
        }
        return items;
    }

    /** {@return what a reader makes of each item of a list that has at least one; nothing where any item is wrong} */
    <T> Optional<List<T>> some(Function<Value, Optional<T>> reader) {
        int before = problems.count();
        List<T> read = any(reader).orElse(List.of());
        if (problems.count() == before && read.isEmpty()) {
            return refuse("is an empty list", "name at least one");
        }
        return problems.count() == before ? Optional.of(read) : Optional.empty();
    }

    /** {@return what a reader makes of each item of a list; no item may be there twice} */
    <T> Optional<List<T>> any(Function<Value, Optional<T>> reader) {
        int before = problems.count();
        var read = new LinkedHashMap<T, Value>();
        for (Value item : items()) {
            reader.apply(item).ifPresent(made -> {
                if (read.putIfAbsent(made, item) != null) {
                    item.wrong("is in the list twice", "remove one");
                }
            });
        }
        return problems.count() == before ? Optional.of(List.copyOf(read.keySet())) : Optional.empty();
    }

    /** {@return the value as a mapping with these keys and no others} */
    Fields fields(String... known) {
        return new Fields(this, List.of(known), true);
    }

    /** {@return the same, for a mapping whose contents may be secret: messages quote nothing of it} */
    Fields unquotedFields(String... known) {
        return new Fields(this, List.of(known), false);
    }

    /** {@return the entries of a mapping with free keys, in their order; none where it is no mapping} */
    Map<Key, Value> entries() {
        var entries = new LinkedHashMap<Key, Value>();
        if (!(node instanceof MappingNode mapping)) {
            wrongType("a mapping", null);
            return entries;
        }
        mapping.getValue().forEach(entry -> {
            Value key = new Value(entry.getKeyNode(), file, path, problems);
            if (!(entry.getKeyNode() instanceof ScalarNode)) {
                key.wrong("a key must be a word", "write key: value");
                return;
            }
            String name = key.scalar();
            String below = path.isEmpty() ? Key.segment(name) : path + "." + Key.segment(name);
            entries.put(
                    new Key(name, new Value(entry.getKeyNode(), file, below, problems)),
                    new Value(entry.getValueNode(), file, below, problems));
        });
        return entries;
    }

    /**
     * A key of a mapping. Two are equal only where they are the same occurrence.
     *
     * @param name the key's text
     * @param at where it stands
     */
    record Key(String name, Value at) {

        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        static String segment(String name) {
            return PLAIN.matcher(name).matches() ? name : Quote.of(name);
        }
    }

    private boolean hasTag(Tag tag) {
        return node instanceof ScalarNode && node.getTag().equals(tag);
    }

    /** {@return a scalar as it is written} */
    String scalar() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private <T> Optional<T> wrongType(String wanted, @Nullable String remedy) {
        if (hasTag(Tag.NULL)) {
            return refuse("has no value", remedy == null ? "write " + wanted : remedy);
        }
        return refuse("must be " + wanted + ", not " + type(), remedy == null ? "write " + wanted : remedy);
    }

    private String type() {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (hasTag(Tag.INT) || hasTag(Tag.FLOAT)) {
            return "a number";
        }
        return hasTag(Tag.BOOL) ? "true or false" : "a text";
    }
}
