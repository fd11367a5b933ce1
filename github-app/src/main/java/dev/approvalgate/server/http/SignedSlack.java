package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A form that Slack has signed, and its answer. Nothing of a body is looked at before its signature holds. */
abstract class SignedSlack extends Endpoint {

    private final transient SlackCalls slack;
    private final transient HttpObserver observer;

    SignedSlack(SlackCalls slack, HttpObserver observer) {
        super("POST");
        this.slack = slack;
        this.observer = observer;
    }

    /** {@return the JSON to answer with; empty for an empty answer} */
    abstract Optional<String> answer(SlackCalls calls, Map<String, String> form);

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Bodies.bytes(request, Bodies.FORM);
        try {
            slack.verify(request.getHeader("X-Slack-Request-Timestamp"), request.getHeader("X-Slack-Signature"), body);
        } catch (GateException e) {
            observer.signatureRefused("slack");
            throw e;
        }
        Optional<String> answer = answer(slack, Bodies.form(body));
        if (answer.isPresent()) {
            Answers.json(response, 200, answer.get());
        } else {
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(200);
        }
    }
}
