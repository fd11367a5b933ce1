package dev.approvalgate.adapter.slack;

import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists that may be long: the first items, and how many more there are. */
final class Listing {

    private Listing() {}

    /**
     * {@return a line for each of the first items, and one that counts the others}
     *
     * @param items what there is
     * @param total how many there are in all, those that are not in {@code items} included
     * @param most how many are shown
     * @param noun what one more and several more are called, such as {@code commit} and {@code commits}
     */
    static <T> List<Line> of(List<T> items, int total, int most, Noun noun, Function<T, Line> line) {
        var lines = new ArrayList<Line>();
        items.stream().limit(most).map(line).forEach(lines::add);
        int left = Math.max(total, items.size()) - lines.size();
        if (left > 0) {
            lines.add(Line.of("… " + Wording.plural(left, "more " + noun.one(), "more " + noun.many())));
        }
        return lines;
    }

    static <T> List<Line> of(List<T> items, int most, Noun noun, Function<T, Line> line) {
        return of(items, items.size(), most, noun, line);
    }

    /** Adds texts from outside to a line, with commas between them, and how many more there are. */
    static Line join(Line line, List<String> texts, int most, int mostEach, boolean code) {
        int shown = Math.min(texts.size(), most);
        for (int i = 0; i < shown; i++) {
            line.say(i == 0 ? "" : ", ");
            if (code) {
                line.code(texts.get(i), mostEach);
            } else {
                line.show(texts.get(i), mostEach);
            }
        }
        return texts.size() > shown ? line.say(" and " + (texts.size() - shown) + " more") : line;
    }

    /**
     * What is listed.
     *
     * @param one of one
     * @param many of several
     */
    record Noun(String one, String many) {
        static final Noun COMMIT = new Noun("commit", "commits");
        static final Noun PULL_REQUEST = new Noun("pull request", "pull requests");
        static final Noun FILE = new Noun("file", "files");
        static final Noun VOTE = new Noun("vote", "votes");
        static final Noun CLICK = new Noun("click that did not count", "clicks that did not count");
        static final Noun PERSON = new Noun("person", "persons");
        static final Noun LINE = new Noun("line", "lines");
    }
}
