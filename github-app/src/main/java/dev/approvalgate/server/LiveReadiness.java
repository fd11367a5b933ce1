package dev.approvalgate.server;

import dev.approvalgate.adapter.config.PolicyWatch;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.work.WorkLoop;
import dev.approvalgate.server.http.Drain;
import dev.approvalgate.server.http.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Looks at the store, the work loop, the policy and the intake. */
final class LiveReadiness implements Readiness {

    private static final Duration STUCK = Duration.ofSeconds(30);

    private final Runnable store;
    private final WorkLoop loop;
    private final PolicyWatch policies;
    private final Drain drain;
    private final Clock clock;

    LiveReadiness(Runnable store, WorkLoop loop, PolicyWatch policies, Drain drain, Clock clock) {
        this.store = store;
        this.loop = loop;
        this.policies = policies;
        this.drain = drain;
        this.clock = clock;
    }

    @Override
    public List<Check> checks() {
        Duration ago = Duration.between(loop.lastPass(), clock.instant());
        boolean moving = ago.compareTo(STUCK) < 0;
        return List.of(
                attempt("store", store),
                new Check("work", moving, moving ? "running" : "not looked at for " + ago.toSeconds() + " s"),
                policy(),
                new Check("intake", !drain.hasBegun(), drain.hasBegun() ? "shutting down" : "open"));
    }

    /** A wrong file leaves the last good policy in force: the gate works, and somebody has to look. */
    private Check policy() {
        return policies.fault().isEmpty()
                ? new Check("policy", true, "answers")
                : new Check("policy", true, "the file is wrong; the last good policy stays in force, see the log");
    }

    private static Check attempt(String name, Runnable look) {
        try {
            look.run();
            return new Check(name, true, "answers");
        } catch (GateException e) {
            return new Check(name, false, e.reason().code());
        }
    }
}
