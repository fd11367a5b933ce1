package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /slack/interactions}: clicks and dialogs. Nothing of a body is looked at before its signature holds. */
public final class SlackInteractionsEndpoint extends Endpoint {

    /** Where Slack sends clicks and dialogs. */
    public static final String PATH = "/slack/interactions";

    private final transient SlackCalls slack;
    private final transient HttpObserver observer;

    /** Hands interactions on, and tells the observer of those whose signature does not hold. */
    public SlackInteractionsEndpoint(SlackCalls slack, HttpObserver observer) {
        super("POST");
        this.slack = slack;
        this.observer = observer;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Bodies.bytes(request, Bodies.FORM);
        try {
            slack.verify(request.getHeader("X-Slack-Request-Timestamp"), request.getHeader("X-Slack-Signature"), body);
        } catch (GateException e) {
            observer.signatureRefused("slack");
            throw e;
        }
        String payload = Bodies.form(body).get("payload");
        if (payload == null) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the form has no field \"payload\"");
        }
        Json.check(payload);
        Optional<String> answer = slack.interaction(payload);
        if (answer.isPresent()) {
            Answers.json(response, 200, answer.get());
        } else {
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(200);
        }
    }
}
