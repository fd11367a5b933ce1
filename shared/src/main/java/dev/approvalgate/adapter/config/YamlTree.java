package dev.approvalgate.adapter.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 (JSON schema, so that {@code no} is a text) within bounds: 1 MiB, {@value #DEEPEST} levels, one document. Anchors,
 * aliases and tags are refused: nothing that these files say needs them, and they make a small file mean a large one.
 */
final class YamlTree {

    /** The largest file, in bytes. */
    static final int LARGEST = 1 << 20;

    private static final int DEEPEST = 20;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(LARGEST)
            // Let through, so that our own message can say where one stands.
            .setAllowNonScalarKeys(true)
            .build();

    private YamlTree() {}

    /** {@return what a function makes of the text of a file} */
    static <T> T read(Path file, Function<String, T> reader) {
        String text;
        try {
            text = TextFile.read(file, LARGEST);
        } catch (TextFile.Unreadable e) {
            throw Problems.fatal(Place.whole(file.toString()), e.message(), e.remedy());
        }
        return reader.apply(text);
    }

    /**
     * {@return the root of a text}
     *
     * @throws ConfigProblem where it is no YAML, or beyond the bounds
     */
    static Value parse(String text, String file, Problems problems) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw Problems.fatal(
                    Place.whole(file), "is larger than " + LARGEST + " bytes", "check that it is the right file");
        }
        if (text.startsWith("\uFEFF")) {
            throw Problems.fatal(new Place(file, 1, 1), "begins with a byte order mark", "save it without one");
        }
        try {
            checkEvents(text, file);
            return new Compose(SETTINGS)
                    .composeString(text)
                    .map(node -> new Value(node, file, "", problems))
                    .orElseThrow(() -> Problems.fatal(Place.whole(file), "is empty", "write its keys"));
        } catch (MarkedYamlEngineException e) {
            throw Problems.fatal(
                    place(file, e.getProblemMark().or(e::getContextMark)), "is no YAML: " + saying(e), hint(e));
        } catch (ReaderException e) {
            throw Problems.fatal(
                    place(file, text, e.getPosition()),
                    String.format(Locale.ROOT, "holds the character U+%04X, which YAML forbids", e.getCodePoint()),
                    "remove it");
        } catch (YamlEngineException e) {
            throw Problems.fatal(Place.whole(file), "is no YAML", "check its indentation and quotes");
        }
    }

    /** The parser does not recurse, so this pass is safe for any depth; composing recurses, and comes after. */
    private static void checkEvents(String text, String file) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            Place place = place(file, event.getStartMark());
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (++documents > 1) {
                        throw Problems.fatal(place, "a second document begins here", "keep one document in a file");
                    }
                }
                case MappingStart, SequenceStart -> {
                    if (++depth > DEEPEST) {
                        throw Problems.fatal(
                                place, "is nested deeper than " + DEEPEST + " levels", "check its brackets");
                    }
                }
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (event instanceof NodeEvent node) {
                refuseReferences(node, place);
            }
        }
    }

    private static void refuseReferences(NodeEvent node, Place place) {
        if (node instanceof AliasEvent || node.getAnchor().isPresent()) {
            throw Problems.fatal(
                    place,
                    "anchors (&) and aliases (*) are not supported",
                    "write the value out; put a text that begins with & or * in quotes");
        }
        Optional<String> tag = node instanceof ScalarEvent scalar
                ? scalar.getTag()
                : node instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
        if (tag.isPresent()) {
            throw Problems.fatal(
                    place, "tags (!) are not supported", "remove it; put a text that begins with ! in quotes");
        }
    }

    /** The parser's own words, but for tags: what it takes for a tag and would quote may be a password. */
    private static String saying(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (problem.contains("tag")) {
            return "tags (!) are not supported";
        }
        return problem.contains("TAB") ? "a tab stands where only spaces may" : problem;
    }

    private static String hint(MarkedYamlEngineException e) {
        return saying(e).contains("tab stands") ? "indent with spaces" : "check indentation and quotes there";
    }

    static Place place(String file, Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> Place.whole(file));
    }

    private static Place place(String file, String text, int position) {
        String before = text.substring(0, Math.min(Math.max(position, 0), text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file, line + 1, before.length() - before.lastIndexOf('\n'));
    }
}
