package dev.approvalgate.server.sandbox.slack;

import java.util.List;

/** A refusal in the way of Slack's Web API: {@code {"ok":false,"error":…}}, with messages where Slack gives them. */
final class SlackError extends Exception {
    private final String code;
    private final transient List<String> messages;

    SlackError(String code) {
        this(code, List.of());
    }

    SlackError(String code, List<String> messages) {
        super(code + (messages.isEmpty() ? "" : " " + messages));
        this.code = code;
        this.messages = List.copyOf(messages);
    }

    String code() {
        return code;
    }

    List<String> messages() {
        return messages;
    }
}
