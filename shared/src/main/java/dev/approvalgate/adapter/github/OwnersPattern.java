package dev.approvalgate.adapter.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of CODEOWNERS: gitignore's, without what GitHub leaves out of it ({@code !}, {@code [ ]} and an escaped {@code #}). Case counts.
 * What names a folder stands for everything in it; but {@code docs/*} stands for the files directly in that folder only.
 */
final class OwnersPattern {

    private static final String ANY_DEPTH = "**";
    private static final String ONE_LEVEL = "*";

    private final List<String> segments;
    private final Tail tail;

    private OwnersPattern(List<String> segments, Tail tail) {
        this.segments = List.copyOf(segments);
        this.tail = tail;
    }

    /** How much of a path may follow what the segments stand for. */
    private enum Tail {
        NOTHING,
        ANYTHING,
        SOMETHING;

        boolean allows(int names) {
            return switch (this) {
                case NOTHING -> names == 0;
                case ANYTHING -> true;
                case SOMETHING -> names > 0;
            };
        }
    }

    /** {@return the pattern; empty where GitHub calls it invalid} */
    static Optional<OwnersPattern> of(String text) {
        boolean left = text.isEmpty()
                || text.startsWith("!")
                || text.startsWith("\\#")
                || text.indexOf('[') >= 0
                || text.indexOf(']') >= 0;
        return left ? Optional.empty() : NameGlob.unescaped(text).map(OwnersPattern::compiled);
    }

    private static OwnersPattern compiled(String text) {
        boolean tied = text.startsWith("/");
        boolean folder = text.length() > 1 && text.endsWith("/");
        String inner = text.substring(tied ? 1 : 0, text.length() - (folder ? 1 : 0));
        var segments = new ArrayList<>(List.of(inner.split("/", -1)));
        // A name alone is looked for at any depth; a slash at the beginning or in the middle ties it to the root.
        if (segments.size() == 1 && !tied) {
            segments.add(0, ANY_DEPTH);
        }
        String last = segments.get(segments.size() - 1);
        if (last.equals(ANY_DEPTH)) {
            segments.remove(segments.size() - 1);
            return new OwnersPattern(segments, Tail.SOMETHING);
        }
        return new OwnersPattern(
                segments, folder ? Tail.SOMETHING : last.equals(ONE_LEVEL) ? Tail.NOTHING : Tail.ANYTHING);
    }

    /**
     * {@return whether a path from the repository's root, without a slash at its beginning, is meant}
     *
     * <p>Only the last {@code **} is ever tried again, so that no pattern takes more than a multiple of the path's length.
     */
    boolean matches(String path) {
        String[] names = path.split("/", -1);
        int segment = 0;
        int name = 0;
        int star = -1;
        int absorbed = 0;
        while (true) {
            if (segment == segments.size()) {
                if (tail.allows(names.length - name)) {
                    return true;
                }
            } else if (segments.get(segment).equals(ANY_DEPTH)) {
                star = segment++;
                absorbed = name;
                continue;
            } else if (name < names.length && NameGlob.matches(segments.get(segment), names[name])) {
                segment++;
                name++;
                continue;
            }
            if (star < 0 || absorbed == names.length) {
                return false;
            }
            name = ++absorbed;
            segment = star + 1;
        }
    }
}
