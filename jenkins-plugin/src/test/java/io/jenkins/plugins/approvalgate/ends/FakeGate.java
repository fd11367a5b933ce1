package io.jenkins.plugins.approvalgate.ends;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.requests.Granted;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.requests.Standing;
import io.jenkins.plugins.approvalgate.step.GateArguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A gate that keeps what it is told of ends. Nobody asks it for anything else. */
final class FakeGate implements PipelineRequests {

    final List<String> told = new ArrayList<>();
    /** What it answers with instead. */
    @Nullable
    ReasonCode fault;

    @Override
    public void blockEnded(BuildName build, String block, String request) {
        tell("block " + block + " of " + build.run());
    }

    @Override
    public void buildEnded(BuildName build) {
        tell("build " + build.run());
    }

    private void tell(String what) {
        if (fault != null) {
            throw new GateException(fault, "by the test");
        }
        told.add(what);
    }

    @Override
    public String open(BuildFacts build, GateArguments arguments) {
        throw unexpected();
    }

    @Override
    public Standing find(BuildFacts build, String request) {
        throw unexpected();
    }

    @Override
    public CompletionStage<?> await(BuildFacts build, String request, Duration atMost) {
        throw unexpected();
    }

    @Override
    public Granted redeem(BuildFacts build, String request, String environment) {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("nobody asks here");
    }
}
