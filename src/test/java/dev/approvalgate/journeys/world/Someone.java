package dev.approvalgate.journeys.world;

import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;

/**
 * A person of the story, with one account on each side.
 *
 * @param id the policy's name
 * @param slack the Slack user
 * @param github the GitHub account
 */
public record Someone(String id, String slack, Account github) {

    /** Writes the changes and starts the runs. */
    public static final Someone AUTHOR = new Someone("author", SlackWorkspace.AUTHOR, Account.user(1001, "author"));
    /** Of the group that approves. */
    public static final Someone APPROVER_1 =
            new Someone("approver-1", SlackWorkspace.APPROVER_1, Account.user(1002, "approver-1"));
    /** Of the group that approves. */
    public static final Someone APPROVER_2 =
            new Someone("approver-2", SlackWorkspace.APPROVER_2, Account.user(1003, "approver-2"));
    /** Known, but not of the group. */
    public static final Someone ON_CALL = new Someone("on-call", SlackWorkspace.ON_CALL, Account.user(1004, "on-call"));
}
