package dev.approvalgate.server.sandbox.slack;

import java.util.EnumSet;
import java.util.Set;

/**
 * One account that the pretended workspace knows.
 *
 * @param id such as {@code U0APPROVER1}
 * @param name the handle, such as {@code approver-1}
 * @param realName the name that Slack shows
 * @param teamId the workspace or organisation that the account belongs to
 * @param flags what sets it apart from a full member
 */
public record SlackUser(String id, String name, String realName, String teamId, Set<Flag> flags) {

    /** What Slack's {@code users.info} says of an account, each a member of that name in its answer. */
    public enum Flag {
        DELETED,
        IS_BOT,
        IS_RESTRICTED,
        IS_ULTRA_RESTRICTED,
        IS_STRANGER
    }

    /** Copies the flags. */
    public SlackUser {
        flags = Set.copyOf(flags);
    }

    /** A full member. */
    public static SlackUser member(String id, String name, String realName, String teamId) {
        return new SlackUser(id, name, realName, teamId, Set.of());
    }

    /** The same account with one more flag. A multi-channel guest is {@code IS_RESTRICTED}. */
    public SlackUser with(Flag flag) {
        EnumSet<Flag> more = EnumSet.of(flag);
        more.addAll(flags);
        return new SlackUser(id, name, realName, teamId, more);
    }

    /** Whether the account carries the flag. */
    public boolean is(Flag flag) {
        return flags.contains(flag);
    }
}
