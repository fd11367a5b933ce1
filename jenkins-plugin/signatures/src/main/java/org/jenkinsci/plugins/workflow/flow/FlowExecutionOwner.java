package org.jenkinsci.plugins.workflow.flow;

import java.io.Serializable;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner}. */
public abstract class FlowExecutionOwner implements Serializable {

    public FlowExecutionOwner() {
        throw new UnsupportedOperationException();
    }

    public FlowExecution getOrNull() {
        throw new UnsupportedOperationException();
    }

    public interface Executable extends Runnable {

        FlowExecutionOwner asFlowExecutionOwner();
    }
}
