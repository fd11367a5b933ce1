package org.jenkinsci.plugins.workflow.graph;

import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.graph.BlockStartNode}. */
public abstract class BlockStartNode extends FlowNode {

    protected BlockStartNode(FlowExecution exec, String id, FlowNode... parents) {
        super((FlowExecution) null, (String) null, (List<FlowNode>) null);
        throw new UnsupportedOperationException();
    }
}
