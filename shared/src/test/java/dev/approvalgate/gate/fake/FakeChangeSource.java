package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.port.ChangeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells of every run what a test has set. Remembers what was asked. */
public final class FakeChangeSource implements ChangeSource {

    private final List<WorkloadIdentity> asked = new CopyOnWriteArrayList<>();
    private final List<Optional<Baseline>> baselines = new CopyOnWriteArrayList<>();
    private volatile Facts facts;
    private volatile boolean unreadable;
    private volatile boolean comparing;

    /** Begins with some facts. */
    public FakeChangeSource(Facts facts) {
        this.facts = facts;
    }

    /** Tells other facts from now on. */
    public void set(Facts other) {
        facts = other;
    }

    /** {@return what it tells} */
    public Facts facts() {
        return facts;
    }

    /** Makes every look-up fail, or work again. */
    public void unreadable(boolean now) {
        unreadable = now;
    }

    /** Compares with what is said to be running, from now on. */
    public void comparing() {
        comparing = true;
    }

    /** {@return whose changes were looked up} */
    public List<WorkloadIdentity> asked() {
        return List.copyOf(asked);
    }

    /** {@return what was said to be running at each look-up} */
    public List<Optional<Baseline>> baselines() {
        return List.copyOf(baselines);
    }

    @Override
    public Facts read(WorkloadIdentity identity, HostRef host, Optional<Baseline> running) {
        if (unreadable) {
            throw new GateException(ReasonCode.CHANGE_UNREADABLE, "the host was told to hide the change");
        }
        asked.add(identity);
        baselines.add(running);
        return comparing
                ? running.map(baseline -> Changes.comparedWith(facts, baseline)).orElse(facts)
                : facts;
    }
}
