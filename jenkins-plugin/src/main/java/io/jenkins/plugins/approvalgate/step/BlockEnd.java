package io.jenkins.plugins.approvalgate.step;

import hudson.util.Secret;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Ends the token with its block. The build goes on at once; the token is given back meanwhile, and again until that succeeds. */
final class BlockEnd extends BodyExecutionCallback.TailCall {

    private static final long serialVersionUID = 1L;

    private final String request;
    private final String id;
    private final Secret token;

    BlockEnd(String request, String id, Secret token) {
        this.request = request;
        this.id = id;
        this.token = token;
    }

    @Override
    protected void finished(StepContext context) {
        Moves.giveBack(request, id, token);
    }
}
