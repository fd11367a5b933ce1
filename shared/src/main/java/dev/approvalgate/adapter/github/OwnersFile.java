package dev.approvalgate.adapter.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CODEOWNERS file, by GitHub's rules: of the patterns that match a path the last one counts; a pattern without owners takes the owners
 * away; a line that GitHub calls invalid is skipped.
 */
final class OwnersFile {

    /** Where GitHub looks, in this order. Of several files the first counts. */
    static final List<String> PLACES = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    /** Far more lines than people write, few enough to try them all on every path. */
    private static final int MOST_ENTRIES = 10_000;

    private static final int LONGEST_PATTERN = 1024;

    private static final Pattern OWNER =
            Pattern.compile("@[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:/[A-Za-z0-9._-]{1,100})?|[^@\\s]{1,100}@[^@\\s]{1,255}");

    /** No file: nobody owns anything. */
    static final OwnersFile EMPTY = new OwnersFile(List.of());

    private final List<Entry> entries;

    private OwnersFile(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * A line that names a pattern and its owners.
     *
     * @param pattern as it is written
     * @param matcher what it stands for
     * @param owners {@code @login}, {@code @org/team} or an e-mail address; none where the paths have no owners
     */
    record Entry(String pattern, OwnersPattern matcher, List<String> owners) {
        Entry {
            owners = List.copyOf(owners);
        }
    }

    /** {@return what a file says; empty where it is longer than anybody writes and would take too long to apply} */
    static Optional<OwnersFile> parse(String text) {
        var entries = new ArrayList<Entry>();
        for (String line : text.split("\\r?\\n", -1)) {
            List<String> words = words(line);
            if (words.isEmpty()) {
                continue;
            }
            if (words.get(0).length() > LONGEST_PATTERN || entries.size() == MOST_ENTRIES) {
                return Optional.empty();
            }
            entry(words).ifPresent(entries::add);
        }
        return Optional.of(new OwnersFile(entries));
    }

    /** {@return a file that cannot be applied: everything in the repository has owners, and nobody is one} */
    static OwnersFile nobodys(String why) {
        OwnersPattern everything = OwnersPattern.of("*").orElseThrow();
        return new OwnersFile(List.of(new Entry(why, everything, List.of("nobody"))));
    }

    private static Optional<Entry> entry(List<String> words) {
        List<String> owners = words.subList(1, words.size());
        if (!owners.stream().allMatch(owner -> OWNER.matcher(owner).matches())) {
            return Optional.empty();
        }
        return OwnersPattern.of(words.get(0)).map(matcher -> new Entry(words.get(0), matcher, owners));
    }

    /** Words of a line up to a comment. A blank that has a backslash before it belongs to its word. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean escaped = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            boolean blank = c == ' ' || c == '\t';
            if (!escaped && c == '#' && word.isEmpty()) {
                break;
            }
            if (!escaped && blank) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
            escaped = !escaped && c == '\\';
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** {@return the lines that name owners, whatever they are for} */
    List<Entry> owned() {
        return entries.stream().filter(entry -> !entry.owners().isEmpty()).toList();
    }

    /** {@return the line that decides who owns a path; empty where none does} */
    Optional<Entry> deciding(String path) {
        for (int at = entries.size() - 1; at >= 0; at--) {
            if (entries.get(at).matcher().matches(path)) {
                return Optional.of(entries.get(at));
            }
        }
        return Optional.empty();
    }
}
