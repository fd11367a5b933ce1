package org.jenkinsci.plugins.workflow.flow;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.flow.FlowExecution}. */
public abstract class FlowExecution {

    public FlowExecution() {
        throw new UnsupportedOperationException();
    }

    public abstract FlowExecutionOwner getOwner();
}
