package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Freezes and windows: whether it may happen now, or will be allowed to before the deadline. */
final class Times {

    private final Policy policy;
    private final Ruling ruling;
    private final Environment environment;
    private final Instant now;
    private final Instant deadline;
    private @Nullable Instant reconsiderAt;

    Times(Policy policy, Ruling ruling, Proposal proposal, Instant now) {
        this.policy = policy;
        this.ruling = ruling;
        this.environment = proposal.change().binding().environment();
        this.now = now;
        this.deadline = proposal.openedAt().plus(ruling.deadline());
    }

    List<Explanation> explain() {
        var parts = new ArrayList<Explanation>();
        policy.freezes().stream()
                .filter(freeze -> freeze.holds(environment, now))
                .map(this::frozen)
                .forEach(parts::add);
        ruling.windows().stream().map(this::window).forEach(parts::add);
        return parts;
    }

    /** {@return when time alone may change the answer; asked after {@link #explain}} */
    @Nullable
    Instant reconsiderAt() {
        return reconsiderAt;
    }

    /** Where glass may be broken the request stays open, so that it can be. */
    private Explanation frozen(Freeze freeze) {
        String observed = freeze.id() + " until " + freeze.to() + ": " + freeze.reason();
        if (ruling.breakGlass().isEmpty()) {
            return Explanation.fails("freeze " + freeze.id(), "no freeze", observed, ReasonCode.CHANGE_FROZEN);
        }
        soonest(freeze.to());
        return Explanation.waits("freeze " + freeze.id(), "no freeze", observed, ReasonCode.CHANGE_FROZEN);
    }

    private Explanation window(List<ChangeWindow> windows) {
        String expected =
                String.join(" or ", windows.stream().map(ChangeWindow::toString).toList());
        if (windows.stream().anyMatch(window -> window.isOpen(now))) {
            return Explanation.holds("window", expected, "open");
        }
        Optional<Instant> opens = windows.stream()
                .flatMap(window -> window.opensNext(now).stream())
                .min(Comparator.naturalOrder());
        String observed = opens.map(at -> "closed, opens at " + at).orElse("closed");
        boolean inTime = opens.filter(at -> at.isBefore(deadline)).isPresent();
        if (!inTime && ruling.breakGlass().isEmpty()) {
            return Explanation.fails("window", expected, observed, ReasonCode.WINDOW_CLOSED);
        }
        opens.ifPresent(this::soonest);
        return Explanation.waits("window", expected, observed, ReasonCode.WINDOW_CLOSED);
    }

    private void soonest(Instant at) {
        reconsiderAt = reconsiderAt == null || at.isBefore(reconsiderAt) ? at : reconsiderAt;
    }
}
