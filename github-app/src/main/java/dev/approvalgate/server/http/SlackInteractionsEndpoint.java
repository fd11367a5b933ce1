package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Map;
import java.util.Optional;

/** {@code POST /slack/interactions}: clicks and dialogs. */
public final class SlackInteractionsEndpoint extends SignedSlack {

    /** Where Slack sends clicks and dialogs. */
    public static final String PATH = "/slack/interactions";

    /** Hands interactions on, and tells the observer of those whose signature does not hold. */
    public SlackInteractionsEndpoint(SlackCalls slack, HttpObserver observer) {
        super(slack, observer);
    }

    @Override
    Optional<String> answer(SlackCalls calls, Map<String, String> form) {
        String payload = form.get("payload");
        if (payload == null) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the form has no field \"payload\"");
        }
        Json.check(payload);
        return calls.interaction(payload);
    }
}
