package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/github}: 202 once a new delivery lies durably in the inbox, 200 for one that is known. Nothing of a body is
 * looked at before its signature holds.
 */
public final class GitHubWebhookEndpoint extends Endpoint {

    /** Where GitHub delivers. */
    public static final String PATH = "/webhooks/github";

    private static final Pattern DELIVERY = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,64}");

    private final transient Webhooks webhooks;
    private final transient HttpObserver observer;

    /** Hands deliveries on, and tells the observer of those whose signature does not hold. */
    public GitHubWebhookEndpoint(Webhooks webhooks, HttpObserver observer) {
        super("POST");
        this.webhooks = webhooks;
        this.observer = observer;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Bodies.bytes(request, Bodies.JSON);
        try {
            webhooks.verify(request.getHeader("X-Hub-Signature-256"), body);
        } catch (GateException e) {
            observer.signatureRefused("github");
            throw e;
        }
        String delivery = header(request, "X-GitHub-Delivery", DELIVERY);
        String event = header(request, "X-GitHub-Event", EVENT);
        String text = Bodies.text(body);
        Json.check(text);
        boolean isNew = webhooks.accept(delivery, event, text);
        Answers.json(response, isNew ? 202 : 200, isNew ? "{\"accepted\":true}" : "{\"accepted\":false}");
    }

    private static String header(HttpServletRequest request, String name, Pattern form) {
        @Nullable String value = request.getHeader(name);
        if (value == null || !form.matcher(value).matches()) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED, "the header " + name + " is missing or not in GitHub's form");
        }
        return value;
    }
}
