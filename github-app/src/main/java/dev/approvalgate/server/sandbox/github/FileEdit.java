package dev.approvalgate.server.sandbox.github;

import org.jspecify.annotations.Nullable;

/**
 * What a commit does to one file.
 *
 * @param path the path from the repository's root
 * @param content the new text, or null to delete the file
 */
public record FileEdit(String path, @Nullable String content) {

    /** Creates or overwrites a file. */
    public static FileEdit put(String path, String content) {
        return new FileEdit(path, content);
    }

    /** Moves a file as it is; its content has to be given. */
    public static FileEdit[] move(String from, String to, String content) {
        return new FileEdit[] {delete(from), put(to, content)};
    }

    /** Deletes a file. */
    public static FileEdit delete(String path) {
        return new FileEdit(path, null);
    }
}
