package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.RegisteredIdentity.Rate;
import java.time.Instant;
import java.util.Optional;

/** How much a pipeline may ask before its reviewers are left alone. */
final class Limits {

    /** A project that asks while so many of its requests wait is asking too much of its reviewers. */
    private static final int MOST_WAITING = 100;
    /** The same for one pipeline, action and environment. */
    private static final int MOST_WAITING_IN_ONE = 25;
    /** More changes than any run has: jobs, environments and attempts. Refused ones count, for they are recorded too. */
    private static final int MOST_OF_A_RUN = 1000;

    private final Ports ports;

    Limits(Ports ports) {
        this.ports = ports;
    }

    /** Refuses with {@code too_many_requests}. */
    void check(Opening opening, Optional<RegisteredIdentity> identity) {
        WorkloadKey key = opening.identity().key();
        Run run = opening.identity().run();
        int ofRun =
                ports.index().allOfRun(key.issuer(), key.projectId(), run.id()).size();
        if (ofRun >= MOST_OF_A_RUN) {
            throw tooMany("run " + run.id() + " has asked " + ofRun + " times; start another run");
        }
        if (ports.index().pendingOf(key.issuer(), key.projectId()) >= MOST_WAITING) {
            throw tooMany(MOST_WAITING + " requests of project " + key.projectId()
                    + " wait already; try again when some are decided");
        }
        int there = ports.index()
                .pendingOf(key, opening.action(), opening.environment())
                .size();
        if (there >= MOST_WAITING_IN_ONE) {
            throw tooMany(MOST_WAITING_IN_ONE + " requests of this pipeline for " + opening.environment()
                    + " wait already; try again when some are decided");
        }
        identity.ifPresent(known -> rate(known, key));
    }

    private void rate(RegisteredIdentity identity, WorkloadKey key) {
        Rate rate = identity.rate();
        if (rate == null) {
            return;
        }
        Instant since = ports.clock().instant().minus(rate.per());
        if (ports.index().openedSince(key, since) >= rate.requests()) {
            throw tooMany(identity.id() + " may ask " + rate.requests() + " times in " + Wording.duration(rate.per())
                    + ", and has; try again later");
        }
    }

    private static GateException tooMany(String message) {
        return new GateException(ReasonCode.TOO_MANY_REQUESTS, message);
    }
}
