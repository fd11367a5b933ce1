package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.Inbox.Message;
import dev.approvalgate.gate.work.RetryLater;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes deliveries from the inbox, each until it has been dealt with: acted upon, or found to mean nothing. Deliveries that fail for
 * another reason stay undone, so that GitHub's redelivery of them is processed.
 */
public final class DeliveryHandler implements WorkHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandler.class);

    /** GitHub's API may lag behind its webhooks: facts that do not fit are looked at so often before they are believed. */
    private static final int LOOKS = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** Sending such a delivery again, or trying it again, cannot help. */
    private static final Set<ReasonCode> HOPELESS = Set.of(
            ReasonCode.REQUEST_MALFORMED,
            ReasonCode.REQUEST_TOO_DEEP,
            ReasonCode.ENVIRONMENT_NAME_CONFUSABLE,
            ReasonCode.REQUEST_NOT_FOUND);

    private final Inbox inbox;
    private final GitHubHttp http;
    private final ProtectionRules rules;
    private final EndedRuns ended;
    private final CheckClicks clicks;
    private final Clock clock;
    private final DeliveryObserver observer;

    /**
     * A handler over the core.
     *
     * @param inbox where deliveries lie
     * @param http the connection to GitHub
     * @param requests where runs ask
     * @param reviews where people answer
     * @param clock the time
     * @param observer sees what becomes of deliveries
     */
    public DeliveryHandler(
            Inbox inbox, GitHubHttp http, Requests requests, Reviews reviews, Clock clock, DeliveryObserver observer) {
        this.inbox = inbox;
        this.http = http;
        this.rules = new ProtectionRules(http, requests);
        this.ended = new EndedRuns(http, requests);
        this.clicks = new CheckClicks(http.settings(), reviews);
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.HOST_DELIVERY;
    }

    @Override
    public void handle(WorkItem item) {
        String id = item.required(WebhookIntake.DELIVERY);
        Optional<Message> message = inbox.find(WebhookIntake.SOURCE, id);
        if (message.isEmpty() || inbox.isCompleted(WebhookIntake.SOURCE, id)) {
            return;
        }
        String event = message.get().type();
        try {
            process(message.get());
            observer.handled(event);
        } catch (GateException e) {
            if (!HOPELESS.contains(e.reason())) {
                throw e.reason() == ReasonCode.HOST_FACT_MISMATCH && item.attempts() < LOOKS ? lookAgain(e) : e;
            }
            LOG.warn(
                    "dropped GitHub delivery {} ({}): {}: {}",
                    id,
                    event,
                    e.reason().code(),
                    e.getMessage());
            observer.dropped(event, e.reason());
        }
        inbox.completed(WebhookIntake.SOURCE, id, clock.instant());
    }

    private static GateException lookAgain(GateException e) {
        return new RetryLater(e.reason(), String.valueOf(e.getMessage()), BETWEEN_LOOKS);
    }

    private void process(Message message) {
        var payload = Payload.read(message.body());
        String action = payload.text("action");
        switch (message.type() + "." + action) {
            case "deployment_protection_rule.requested" -> rules.requested(payload);
            case "workflow_run.completed" -> ended.completed(payload);
            case "check_run.requested_action" -> clicks.clicked(payload, message.id());
            default -> {
                if (message.type().startsWith("installation") || message.type().equals("repository")) {
                    // What may be read may have changed, so the next call asks for a new token.
                    http.forget(payload.idOrZero("installation", "id"));
                }
            }
        }
    }

    @Override
    public void giveUp(WorkItem item, GateException last) {
        LOG.warn(
                "GitHub delivery {} stays undone; after the cause is mended, redeliver it on the App's settings page",
                item.work().payload().get(WebhookIntake.DELIVERY));
        observer.dropped("undone", last.reason());
    }
}
