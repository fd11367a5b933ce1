package dev.approvalgate.server.sandbox.world;

import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;

/** Somebody of the team whom the policy knows by their account at GitHub only: they link the one in Slack themselves. */
public final class Newcomer {

    /** The Slack user's id. */
    public static final String SLACK = "U0NEWCOMER1";

    static final String ID = "newcomer";
    static final Account GITHUB = Account.user(1005, ID);

    private Newcomer() {}

    /** Gives them both accounts. */
    public static void joins(SlackStandIn slack, GitHubStandIn github) {
        SlackWorkspace workspace = slack.workspace();
        workspace.put(SlackUser.member(SLACK, ID, "Newcomer", workspace.teamId()));
        github.user(GITHUB.id(), GITHUB.login());
    }

    /** They type a command into the conversation about deployments. */
    public static void type(SlackStandIn slack, String text) {
        slack.command(SLACK, SlackWorkspace.DEPLOYMENTS, "/gate", text);
    }
}
