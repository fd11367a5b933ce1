package org.jenkinsci.plugins.workflow.flow;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.flow.FlowExecutionListener}. */
public abstract class FlowExecutionListener {

    public FlowExecutionListener() {
        throw new UnsupportedOperationException();
    }

    public void onCreated(FlowExecution execution) {
        throw new UnsupportedOperationException();
    }
}
