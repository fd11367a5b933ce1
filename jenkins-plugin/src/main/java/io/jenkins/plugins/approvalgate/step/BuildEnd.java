package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.domain.approval.GateException;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.facts.BuildReader;

/** The end of a build, told to the gate. */
public final class BuildEnd {

    private BuildEnd() {}

    /** Tells it on the gate's own pool; only of builds of Pipeline, which are the ones that can ask. */
    public static void of(Run<?, ?> run) {
        if (!BuildReader.canAsk(run)) {
            return;
        }
        String job = run.getParent().getFullName();
        String pipeline = BuildReader.pipeline(run);
        int number = run.getNumber();
        var attempts = new Retries();
        Pool.soon(() -> tell(job, pipeline, number, attempts));
    }

    private static void tell(String job, String pipeline, int number, Retries attempts) {
        try {
            GateExecution.gate().ended(job, pipeline, number);
        } catch (GateException e) {
            Moves.again(e, attempts, () -> tell(job, pipeline, number, attempts), "the end of " + job + " #" + number);
        }
    }
}
