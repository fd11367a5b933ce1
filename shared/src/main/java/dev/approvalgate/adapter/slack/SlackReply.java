package dev.approvalgate.adapter.slack;

/**
 * What to answer Slack: over HTTP as status 200 with this body, over Socket Mode as the payload of the acknowledgement.
 *
 * @param json a JSON object, or empty for none
 */
public record SlackReply(String json) {

    /** Nothing but the acknowledgement. */
    static final SlackReply OK = new SlackReply("");
}
