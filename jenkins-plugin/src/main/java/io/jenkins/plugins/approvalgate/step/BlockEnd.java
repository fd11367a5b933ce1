package io.jenkins.plugins.approvalgate.step;

import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Ends the token with its block. That is written down before the build goes on; the gate is told meanwhile, and again until it knows. */
final class BlockEnd extends BodyExecutionCallback.TailCall {

    private static final long serialVersionUID = 1L;

    private final String block;
    private final String request;

    BlockEnd(String block, String request) {
        this.block = block;
        this.request = request;
    }

    @Override
    protected void finished(StepContext context) {
        Ends.ofBlock(context, block, request);
    }
}
