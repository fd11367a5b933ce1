package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.gate.BuildClaims;
import hudson.model.Run;
import hudson.model.labels.LabelAtom;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The agent that a step holds, by the build's flow graph: whether that agent is there now does not matter. */
final class StepAgent {

    private static final String CONTROLLER = "the controller";

    private StepAgent() {}

    /** {@return name and labels of the agent of the block that the step stands in} */
    static String of(Run<?, ?> run, String step) {
        FlowExecutionOwner owner =
                run instanceof FlowExecutionOwner.Executable executable ? executable.asFlowExecutionOwner() : null;
        FlowExecution execution = owner == null ? null : owner.getOrNull();
        if (execution == null) {
            return BuildClaims.UNKNOWN;
        }
        try {
            FlowNode node = execution.getNode(step);
            return node == null ? BuildClaims.UNKNOWN : around(node);
        } catch (IOException e) {
            return BuildClaims.UNKNOWN;
        }
    }

    private static String around(FlowNode step) {
        for (FlowNode block : step.getEnclosingBlocks()) {
            WorkspaceAction workspace = block.getAction(WorkspaceAction.class);
            if (workspace != null) {
                String labels = workspace.getLabels().stream()
                        .map(LabelAtom::getName)
                        .sorted()
                        .collect(Collectors.joining(", "));
                return (workspace.getNode().isEmpty() ? CONTROLLER : workspace.getNode())
                        + (labels.isEmpty() ? "" : " (" + labels + ")");
            }
        }
        return BuildClaims.NONE;
    }
}
