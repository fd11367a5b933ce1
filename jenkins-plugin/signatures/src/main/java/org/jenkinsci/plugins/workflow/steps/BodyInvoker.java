package org.jenkinsci.plugins.workflow.steps;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.steps.BodyInvoker}. */
public abstract class BodyInvoker {

    public BodyInvoker() {
        throw new UnsupportedOperationException();
    }

    public abstract BodyInvoker withContext(Object override);

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyExecution start();
}
