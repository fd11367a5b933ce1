package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.AppDeliveries;
import dev.approvalgate.adapter.github.AppDeliveries.Attempt;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the App's deliveries from GitHub: all of them where no webhook can reach us (pull mode), else those that did not arrive, because
 * GitHub never sends anything again by itself. What it finds goes through the same intake as a webhook. Each turn plans the next one; the
 * inbox remembers which deliveries are known.
 */
public final class PollHandler implements WorkHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PollHandler.class);

    private static final String CHAIN = "chain";
    private static final String TURN = "turn";

    /** So long GitHub keeps its record. */
    private static final Duration KEPT = Duration.ofDays(3);

    /** Deliveries are listed when they are over, not when they begin, and by another clock than ours. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    private static final Duration FOREVER = Duration.ofDays(3650);
    private static final int MOST_PAGES = 30;
    private static final int MOST_A_TURN = 50;

    private final AppDeliveries deliveries;
    private final WebhookIntake intake;
    private final WorkQueue work;
    private final Clock clock;
    private final Mode mode;
    private final Duration every;

    /** Names this process's chain of turns. Those of an earlier process end when they come up. */
    private final String chain = UUID.randomUUID().toString();

    /** Redeliveries that this process has taken in; each of them is one person's wish. */
    private final Set<Long> redelivered = Collections.synchronizedSet(new HashSet<>());

    /** Everything before was looked at by this process; what an earlier process looked at, the inbox knows. */
    private volatile Instant lookedUntil;

    /** Which deliveries are taken. */
    public enum Mode {
        /** All of them. */
        PULL,
        /** Those that did not arrive. */
        RECOVER
    }

    /**
     * A handler that plans nothing yet.
     *
     * @param deliveries GitHub's record
     * @param intake where they go
     * @param work where turns are planned
     * @param clock the time
     * @param mode which deliveries are taken
     * @param every how long to wait between two turns
     */
    public PollHandler(
            AppDeliveries deliveries, WebhookIntake intake, WorkQueue work, Clock clock, Mode mode, Duration every) {
        this.deliveries = deliveries;
        this.intake = intake;
        this.work = work;
        this.clock = clock;
        this.mode = mode;
        this.every = every;
        this.lookedUntil = clock.instant().minus(KEPT);
    }

    /** Plans the first turn of this process. To be called once, when the server starts. */
    public void arm() {
        plan(0, clock.instant());
    }

    @Override
    public WorkKind kind() {
        return WorkKind.HOST_POLL;
    }

    @Override
    public void handle(WorkItem item) {
        if (!item.required(CHAIN).equals(chain)) {
            return;
        }
        long turn = Long.parseLong(item.required(TURN));
        boolean more = false;
        try {
            more = look();
        } catch (GateException e) {
            if (e.reason().kind() == ReasonCode.Kind.UNAVAILABLE) {
                throw e;
            }
            // Such as a permission that is missing: nothing that a repetition of this turn mends, but perhaps a later
            // one.
            LOG.warn("GitHub's deliveries cannot be read: {}: {}", e.reason().code(), e.getMessage());
        }
        plan(turn + 1, more ? clock.instant() : clock.instant().plus(every));
    }

    private void plan(long turn, Instant due) {
        work.add(new Work(
                WorkKind.HOST_POLL,
                null,
                WorkKind.HOST_POLL.code() + ":" + chain + ":" + turn,
                Map.of(CHAIN, chain, TURN, Long.toString(turn)),
                due,
                due.plus(FOREVER)));
    }

    /** Takes in what is new, oldest first. {@return whether there is more than one turn should do} */
    private boolean look() {
        Instant now = clock.instant();
        List<Attempt> fresh = fresh();
        Collections.reverse(fresh);
        fresh.stream().limit(MOST_A_TURN).forEach(this::take);
        boolean more = fresh.size() > MOST_A_TURN;
        if (!more) {
            lookedUntil = now.minus(OVERLAP);
        }
        return more;
    }

    private List<Attempt> fresh() {
        var fresh = new ArrayList<Attempt>();
        Set<String> guids = new HashSet<>();
        Instant since = lookedUntil;
        String cursor = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            AppDeliveries.Page page = deliveries.page(cursor);
            page.attempts().stream()
                    .filter(attempt -> attempt.at().isAfter(since) && isWanted(attempt))
                    .filter(attempt -> guids.add(attempt.guid()))
                    .forEach(fresh::add);
            cursor = page.next();
            boolean reachesBack =
                    page.attempts().stream().anyMatch(attempt -> attempt.at().isBefore(since));
            if (cursor == null || reachesBack) {
                break;
            }
        }
        return fresh;
    }

    private boolean isWanted(Attempt attempt) {
        if (!WebhookIntake.handles(attempt.event()) || (mode == Mode.RECOVER && attempt.arrived())) {
            return false;
        }
        return !intake.knows(attempt.guid()) || (attempt.redelivery() && !redelivered.contains(attempt.id()));
    }

    private void take(Attempt attempt) {
        try {
            WebhookIntake.Taken taken =
                    intake.accept(attempt.guid(), attempt.event(), deliveries.payload(attempt.id()));
            LOG.info("read GitHub delivery {} ({}): {}", attempt.guid(), attempt.event(), taken);
        } catch (GateException e) {
            if (e.reason().kind() != ReasonCode.Kind.INVALID && e.reason().kind() != ReasonCode.Kind.DENIED) {
                throw e;
            }
            LOG.warn("GitHub delivery {} cannot be taken in: {}", attempt.guid(), e.getMessage());
        }
        if (attempt.redelivery()) {
            redelivered.add(attempt.id());
        }
    }
}
