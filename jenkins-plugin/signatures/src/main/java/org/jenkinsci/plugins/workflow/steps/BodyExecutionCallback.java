package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback}. */
public abstract class BodyExecutionCallback implements Serializable {

    public BodyExecutionCallback() {
        throw new UnsupportedOperationException();
    }

    public abstract static class TailCall extends BodyExecutionCallback {

        public TailCall() {
            throw new UnsupportedOperationException();
        }

        protected abstract void finished(StepContext context) throws Exception;
    }
}
