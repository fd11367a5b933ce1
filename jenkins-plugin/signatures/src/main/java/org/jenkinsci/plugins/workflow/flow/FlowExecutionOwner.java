package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Queue;
import java.io.IOException;
import java.io.Serializable;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner}. */
public abstract class FlowExecutionOwner implements Serializable {

    public FlowExecutionOwner() {
        throw new UnsupportedOperationException();
    }

    public FlowExecution getOrNull() {
        throw new UnsupportedOperationException();
    }

    public abstract Queue.Executable getExecutable() throws IOException;

    public interface Executable extends Queue.Executable {

        FlowExecutionOwner asFlowExecutionOwner();
    }
}
