package io.jenkins.plugins.approvalgate.step;

import hudson.model.Run;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.facts.BuildReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;

/** The builds of Pipeline that run, as Pipeline itself keeps them over restarts: their jobs may have other names by now. */
final class RunningBuilds {

    private RunningBuilds() {}

    /** {@return a set of one's own}; a build that cannot be read any more does not run. */
    static Set<BuildName> now() {
        var names = new HashSet<BuildName>();
        for (FlowExecution execution : FlowExecutionList.get()) {
            try {
                if (execution.getOwner().getExecutable() instanceof Run<?, ?> run) {
                    names.add(BuildReader.name(run));
                }
            } catch (IOException e) {
                Moves.LOG.warn("a build that runs cannot be read", e);
            }
        }
        return names;
    }
}
