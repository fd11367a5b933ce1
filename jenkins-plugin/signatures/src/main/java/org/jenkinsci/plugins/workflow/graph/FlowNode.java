package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Saveable;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.graph.FlowNode}. */
public abstract class FlowNode extends Actionable implements Saveable {

    protected FlowNode(FlowExecution exec, String id, List<FlowNode> parents) {
        throw new UnsupportedOperationException();
    }

    public List<? extends BlockStartNode> getEnclosingBlocks() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
