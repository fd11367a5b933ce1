package dev.approvalgate.server.http;

import java.util.Map;
import java.util.Optional;

/** {@code POST /slack/commands}: what people type. */
public final class SlackCommandsEndpoint extends SignedSlack {

    /** Where Slack sends commands. */
    public static final String PATH = "/slack/commands";

    /** Hands commands on, and tells the observer of those whose signature does not hold. */
    public SlackCommandsEndpoint(SlackCalls slack, HttpObserver observer) {
        super(slack, observer);
    }

    @Override
    Optional<String> answer(SlackCalls calls, Map<String, String> form) {
        return Optional.of(calls.command(form));
    }
}
