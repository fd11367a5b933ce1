package dev.approvalgate.server.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code docs/reference.md}, for tests that hold it together with the code. */
public final class Reference {

    private static final Path FILE = module().resolve("../docs/reference.md");

    private Reference() {}

    /** {@return this module's folder, wherever the tests are started} */
    public static Path module() {
        return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    }

    /** {@return a section of the page, from its heading to the next one of the same level} */
    public static String section(String title) {
        String text = read(FILE);
        String heading = "\n## " + title + "\n";
        int start = text.indexOf(heading);
        if (start < 0) {
            throw new AssertionError(FILE + " has no section \"" + title + "\"");
        }
        int end = text.indexOf("\n## ", start + heading.length());
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** {@return the first cells of a section's tables that hold nothing but one name} */
    public static List<String> names(String title) {
        return Pattern.compile("(?m)^\\| `([^`]+)`")
                .matcher(section(title))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** {@return every match of a pattern in a file's text} */
    public static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** {@return the text of a file} */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
