package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.domain.approval.GateException;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.facts.BuildReader;

/** The end of a build, told to the gate. */
public final class BuildEnd {

    private BuildEnd() {}

    /** Tells it on the gate's own pool; only of builds of Pipeline, which are the ones that can ask. */
    public static void of(Run<?, ?> run) {
        if (!BuildReader.canAsk(run)) {
            return;
        }
        BuildName build = BuildReader.name(run);
        var attempts = new Retries();
        Pool.soon(() -> tell(build, attempts));
    }

    private static void tell(BuildName build, Retries attempts) {
        try {
            GateExecution.gate().ended(build);
        } catch (GateException e) {
            Moves.again(e, attempts, () -> tell(build, attempts), "the end of " + build);
        }
    }
}
