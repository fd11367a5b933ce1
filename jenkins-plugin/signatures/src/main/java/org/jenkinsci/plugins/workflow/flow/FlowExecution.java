package org.jenkinsci.plugins.workflow.flow;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.flow.FlowExecution}. */
public abstract class FlowExecution {

    public FlowExecution() {
        throw new UnsupportedOperationException();
    }

    public abstract FlowExecutionOwner getOwner();

    public abstract FlowNode getNode(String id) throws IOException;
}
