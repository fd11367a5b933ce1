package dev.approvalgate.server.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes verified deliveries in: a durable inbox row and the work that processes it, before anybody is told that it arrived. GitHub's own
 * repetition of a delivery keeps its GUID; one that has been dealt with is dropped, one that has not is processed again.
 */
public final class WebhookIntake {

    /** The inbox's name for GitHub. */
    public static final String SOURCE = "github";

    static final String DELIVERY = "delivery";

    private static final Set<String> HANDLED = Set.of(
            "deployment_protection_rule",
            "workflow_run",
            "check_run",
            "installation",
            "installation_repositories",
            "installation_target",
            "repository");

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** A run waits at most 30 days; so long its delivery is worth another try. */
    private static final Duration WORTH = Duration.ofDays(30);

    /** A click that could not be counted for so long is no longer what its person means. */
    private static final Duration CLICK_WORTH = Duration.ofHours(1);

    private final Inbox inbox;
    private final WorkQueue work;
    private final Clock clock;
    private final DeliveryObserver observer;

    /** What became of a delivery. Each of them is an answer of 2xx. */
    public enum Taken {
        /** It is in the inbox now. */
        NEW,
        /** It is there already, not dealt with, and is due again. */
        AGAIN,
        /** It has been dealt with before. */
        DONE_BEFORE,
        /** It is of a kind that means nothing to us. */
        NOT_OURS
    }

    /**
     * Takes in for one store.
     *
     * @param inbox where deliveries are kept
     * @param work wakes what lies there
     * @param clock the time
     * @param observer sees what becomes of them
     */
    public WebhookIntake(Inbox inbox, WorkQueue work, Clock clock, DeliveryObserver observer) {
        this.inbox = inbox;
        this.work = work;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Takes a delivery in. It is durable when this returns.
     *
     * @param guid the value of {@code X-GitHub-Delivery}
     * @param event the value of {@code X-GitHub-Event}
     * @param body the verified body
     * @throws GateException with {@code request_malformed} or {@code request_too_deep} (nothing is stored then), or {@code store_failed}
     */
    public Taken accept(String guid, String event, String body) {
        String id = guid.toLowerCase(Locale.ROOT);
        if (!GUID.matcher(id).matches()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "X-GitHub-Delivery is no GUID");
        }
        if (!HANDLED.contains(event)) {
            observer.accepted("other");
            return Taken.NOT_OURS;
        }
        Payload.read(body);
        Instant now = clock.instant();
        Work processing = processing(id, event, now);
        if (inbox.accept(new Inbox.Message(SOURCE, id, event, body, now), processing)) {
            observer.accepted(event);
            return Taken.NEW;
        }
        if (inbox.isCompleted(SOURCE, id)) {
            return Taken.DONE_BEFORE;
        }
        work.add(processing);
        return Taken.AGAIN;
    }

    /** {@return whether a delivery of that GUID has been taken in before} */
    boolean knows(String guid) {
        String id = guid.toLowerCase(Locale.ROOT);
        return inbox.isCompleted(SOURCE, id) || inbox.find(SOURCE, id).isPresent();
    }

    /** {@return whether events of that name mean anything to us} */
    static boolean handles(String event) {
        return HANDLED.contains(event);
    }

    private static Work processing(String id, String event, Instant now) {
        Duration worth = event.equals("check_run") ? CLICK_WORTH : WORTH;
        return new Work(
                WorkKind.HOST_DELIVERY,
                null,
                WorkKind.HOST_DELIVERY.code() + ":" + SOURCE + ":" + id,
                Map.of(DELIVERY, id),
                now,
                now.plus(worth));
    }
}
