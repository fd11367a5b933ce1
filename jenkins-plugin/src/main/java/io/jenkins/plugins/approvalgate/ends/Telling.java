package io.jenkins.plugins.approvalgate.ends;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.ReasonCode.Kind;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the gate what has ended: of builds that do not run, all; of others, the blocks that have ended. */
public final class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    /** What says that there is nothing to end. Whatever else is answered, another server or another day may answer otherwise. */
    private static final Set<ReasonCode> FINAL =
            EnumSet.of(ReasonCode.REQUEST_NOT_FOUND, ReasonCode.HOST_FACT_MISMATCH);
    /** Who refuses for so long will not take it any more; no request waits so long, and no token lives so long. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final AskedBuilds asked;
    private final Clock clock;

    /** Tells of builds. */
    public Telling(AskedBuilds asked, Clock clock) {
        this.asked = asked;
        this.clock = clock;
    }

    /**
     * Tells each gate what there is to tell, until it does not answer.
     *
     * @param gates the gate of a name, or {@code null} where it cannot be told now: what it is to know waits until it can
     * @param running the builds that run; asked for after the builds that have asked are known, so that none of those is missed
     * @return whether nothing is left that has to be tried again
     */
    public boolean round(Function<String, @Nullable PipelineRequests> gates, Supplier<Set<BuildName>> running) {
        List<AskedBuild> builds = asked.all();
        if (builds.isEmpty()) {
            return true;
        }
        Set<BuildName> run = running.get();
        boolean all = true;
        var byGate = builds.stream().collect(Collectors.groupingBy(AskedBuild::gate));
        for (List<AskedBuild> ofGate : byGate.values()) {
            all &= round(gates, ofGate, run);
        }
        return all;
    }

    private boolean round(
            Function<String, @Nullable PipelineRequests> gates, List<AskedBuild> builds, Set<BuildName> running) {
        boolean all = true;
        for (AskedBuild build : builds) {
            boolean over = !running.contains(build.build());
            try {
                PipelineRequests gate = gates.apply(build.gate());
                if (gate != null) {
                    tell(gate, build, over);
                }
            } catch (GateException e) {
                LOG.debug("the gate could not be told what ended of {}", build.build(), e);
                if (e.reason().kind() == Kind.UNAVAILABLE) {
                    return false;
                }
                all &= forgotten(build, over, e);
            }
        }
        return all;
    }

    private boolean forgotten(AskedBuild build, boolean over, GateException refusal) {
        Instant scheduled = Instant.ofEpochMilli(build.build().scheduledAt());
        if (!over || clock.instant().isBefore(scheduled.plus(LONGEST))) {
            return false;
        }
        LOG.warn("the gate does not take the end of {}: {}", build.build(), refusal.getMessage());
        asked.forget(build);
        return true;
    }

    private void tell(PipelineRequests gate, AskedBuild build, boolean over) {
        if (over) {
            tell(() -> gate.buildEnded(build.build()), "the end of " + build.build());
            asked.forget(build);
            return;
        }
        for (EndedBlock block : build.ended()) {
            tell(
                    () -> gate.blockEnded(build.build(), block.block(), block.request()),
                    "the end of block " + block.block() + " of " + build.build());
            asked.told(build, block);
        }
    }

    private static void tell(Runnable call, String what) {
        try {
            call.run();
        } catch (GateException e) {
            if (!FINAL.contains(e.reason())) {
                throw e;
            }
            LOG.warn("the gate wants to know nothing of {}: {}", what, e.getMessage());
        }
    }
}
