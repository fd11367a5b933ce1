package dev.approvalgate.server.sandbox.slack;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation.
 *
 * @param id {@code C…}, or {@code D…} for a direct one
 * @param name without {@code #}
 * @param kind what {@code conversations.info} says of it
 * @param members ids of those who are in it, the app's bot user among them where it joined
 * @param directWith the person that a direct conversation is with
 */
public record SlackChannel(
        String id,
        String name,
        Kind kind,
        Set<String> members,
        @Nullable String directWith) {

    /** Who can be in a conversation. */
    public enum Kind {
        /** Open to the workspace. */
        PUBLIC,
        /** By invitation. */
        PRIVATE,
        /** Shared with another company through Slack Connect. */
        EXTERNALLY_SHARED,
        /** The app and one person. */
        DIRECT
    }

    /** Copies the members. */
    public SlackChannel {
        members = Set.copyOf(members);
    }

    /** A channel without members. */
    public static SlackChannel of(String id, String name, Kind kind) {
        return new SlackChannel(id, name, kind, Set.of(), null);
    }

    /** The same conversation with one more member. */
    public SlackChannel with(String member) {
        Set<String> more = new HashSet<>(members);
        more.add(member);
        return new SlackChannel(id, name, kind, more, directWith);
    }
}
