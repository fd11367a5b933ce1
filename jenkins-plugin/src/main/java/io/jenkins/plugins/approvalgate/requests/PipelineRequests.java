package io.jenkins.plugins.approvalgate.requests;

import dev.approvalgate.domain.approval.GateException;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.step.GateArguments;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What builds ask of the gate. All calls but {@link #await} may take as long as an outside system does, and must not be made on a thread
 * of Pipeline's own; where a {@link GateException} is of the kind {@code UNAVAILABLE}, trying again makes sense.
 */
public interface PipelineRequests {

    /**
     * Asks, or joins what the same block asked before.
     *
     * @return the request's id
     */
    String open(BuildFacts build, GateArguments arguments);

    /** {@return a request as it stands} */
    Standing find(BuildFacts build, String request);

    /**
     * Waits without a thread.
     *
     * @return completes when the request is settled, or when the time is over; says nothing of how it stands then
     */
    CompletionStage<?> await(BuildFacts build, String request, Duration atMost);

    /** {@return the token of an approved request, for the block that asked} */
    Granted redeem(BuildFacts build, String request, String environment);

    /**
     * Ends one block: withdraws its request where that still waits, and kills what the block was given. Neither touches what other blocks of
     * its build were given; nor does a token have to be kept for it.
     */
    void blockEnded(BuildName build, String block, String request);

    /** Ends all that a build still has: its block cannot, after the build was deleted or its controller died. */
    void buildEnded(BuildName build);
}
