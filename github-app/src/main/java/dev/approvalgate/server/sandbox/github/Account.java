package dev.approvalgate.server.sandbox.github;

/**
 * An account of the stand-in.
 *
 * @param id the immutable numeric id
 * @param login the name, which may be given up and taken by somebody else
 * @param type {@code User}, {@code Bot} or {@code Organization}
 */
public record Account(long id, String login, String type) {

    /** GitHub's own account, the committer of commits made through its pages. */
    static final Account WEB_FLOW = user(19_864_447, "web-flow");

    /** A person. */
    public static Account user(long id, String login) {
        return new Account(id, login, "User");
    }

    /** A machine; its login ends in {@code [bot]} by GitHub's convention. */
    public static Account bot(long id, String login) {
        return new Account(id, login, "Bot");
    }

    /** An organization. */
    public static Account organization(long id, String login) {
        return new Account(id, login, "Organization");
    }
}
