package org.jenkinsci.plugins.workflow.cps;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.cps.CpsFlowExecution}. */
public class CpsFlowExecution extends FlowExecution {

    public CpsFlowExecution(String script, boolean sandbox, FlowExecutionOwner owner) throws IOException {
        throw new UnsupportedOperationException();
    }

    public String getScript() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FlowExecutionOwner getOwner() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FlowNode getNode(String id) throws IOException {
        throw new UnsupportedOperationException();
    }
}
