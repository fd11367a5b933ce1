package io.jenkins.plugins.approvalgate.step;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;

/** Marks the step as paused, so that views of the Pipeline show that it waits for people, and do not count the time as work. */
final class PauseMarks {

    private PauseMarks() {}

    static void begin(StepContext context) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addAction(new PauseAction("Approval Gate"));
        }
    }

    static void end(StepContext context) {
        try {
            FlowNode node = context.get(FlowNode.class);
            if (node != null) {
                PauseAction.endCurrentPause(node);
            }
        } catch (IOException e) {
            Moves.LOG.debug("the end of the pause could not be marked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
