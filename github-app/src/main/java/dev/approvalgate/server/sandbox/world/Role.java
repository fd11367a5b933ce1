package dev.approvalgate.server.sandbox.world;

import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;

/** The people of the pretended company that the policy knows, named by what they do. Each has one account at Slack and one at GitHub. */
public enum Role {
    /** Writes the changes and starts the runs. */
    AUTHOR("author", "Author", SlackWorkspace.AUTHOR, 1001),
    /** Of the team that approves. */
    APPROVER_1("approver-1", "Approver 1", SlackWorkspace.APPROVER_1, 1002),
    /** Of the team that approves. */
    APPROVER_2("approver-2", "Approver 2", SlackWorkspace.APPROVER_2, 1003),
    /** Known to the policy, but not of the team. */
    ON_CALL("on-call", "On-call", SlackWorkspace.ON_CALL, 1004);

    private final String id;
    private final String shown;
    private final String slack;
    private final long github;

    Role(String id, String shown, String slack, long github) {
        this.id = id;
        this.shown = shown;
        this.slack = slack;
        this.github = github;
    }

    /** {@return the person's id in the policy, which is their login at GitHub too} */
    public String id() {
        return id;
    }

    /** {@return the name that people read} */
    public String shown() {
        return shown;
    }

    /** {@return the Slack user's id} */
    public String slack() {
        return slack;
    }

    /** {@return the account at GitHub} */
    public Account github() {
        return Account.user(github, id);
    }
}
