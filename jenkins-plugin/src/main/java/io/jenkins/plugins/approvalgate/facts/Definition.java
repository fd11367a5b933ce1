package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.Sha256;
import hudson.model.Job;
import hudson.model.Run;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jspecify.annotations.Nullable;

/** The script that a build runs, as the controller holds it: Replay and edits show in its hash. */
final class Definition {

    /** Where multibranch projects look unless somebody says otherwise. */
    private static final String JENKINSFILE = "Jenkinsfile";

    private Definition() {}

    static String pathOf(Job<?, ?> job) {
        if (job instanceof WorkflowJob workflow) {
            FlowDefinition definition = workflow.getDefinition();
            if (definition instanceof CpsScmFlowDefinition scm) {
                return scm.getScriptPath();
            }
            if (definition instanceof CpsFlowDefinition) {
                return BuildFacts.INLINE;
            }
        }
        return JENKINSFILE;
    }

    /** The main script only: others are loaded while it runs, some of them after the approval. */
    static @Nullable Sha256 hashOf(Run<?, ?> run) {
        if (run instanceof FlowExecutionOwner.Executable executable) {
            FlowExecutionOwner owner = executable.asFlowExecutionOwner();
            FlowExecution execution = owner == null ? null : owner.getOrNull();
            if (execution instanceof CpsFlowExecution cps) {
                return Sha256.of(cps.getScript());
            }
        }
        return null;
    }
}
