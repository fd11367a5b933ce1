package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.DecisionSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A CI host in memory that notes what it is told. Can be made to fail. */
public final class RecordingSink implements DecisionSink {

    /** What the host was told. */
    public record Told(RequestId request, String state) {}

    private final String kind;
    private final List<Told> told = new ArrayList<>();
    private boolean waits = true;
    private final List<GateException> failures = new ArrayList<>();

    /** A host of a kind. */
    public RecordingSink(String kind) {
        this.kind = kind;
    }

    /** Makes the next call fail; several calls queue up several failures. */
    public synchronized void failNext(GateException failure) {
        failures.add(failure);
    }

    /** From now on it says of every decision that nobody waits for it any more. */
    public synchronized void waitNoLonger() {
        waits = false;
    }

    /** {@return what it was told so far, waiting notices included} */
    public synchronized List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public synchronized void waiting(ReviewView view) {
        note(view, "waiting");
    }

    @Override
    public synchronized String deliver(ReviewView view) {
        Decision decision = view.request().decision().orElseThrow();
        Decision.Outcome outcome =
                view.request().revoked().isPresent() ? Decision.Outcome.REJECTED : decision.outcome();
        return note(view, !waits ? "no_longer_waiting" : outcome.name().toLowerCase(Locale.ROOT));
    }

    private String note(ReviewView view, String state) {
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
        told.add(new Told(view.ask().id(), state));
        return state;
    }
}
