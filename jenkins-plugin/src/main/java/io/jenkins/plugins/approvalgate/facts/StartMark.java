package io.jenkins.plugins.approvalgate.facts;

import hudson.model.InvisibleAction;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What a build was when it started. Kept with the build: its job can be renamed and given another definition while it runs, and would then
 * pass for something that it is not.
 */
public final class StartMark extends InvisibleAction {

    /** The pipeline of a build of which nobody can tell what it started with: no policy can mean it. */
    public static final String UNKNOWN = "unknown";

    private final String job;
    private String pipeline = UNKNOWN;

    private transient @Nullable FlowDefinition definition;

    StartMark(String job, @Nullable FlowDefinition definition) {
        this.job = job;
        this.definition = definition;
    }

    String job() {
        return job;
    }

    String pipeline() {
        return pipeline;
    }

    /** Takes the definition for certain that the job had before the build took it, and still has afterwards. */
    void started(@Nullable FlowDefinition now) {
        FlowDefinition before = definition;
        if (before != null && before == now) {
            pipeline = Definition.pathOf(before);
        }
        definition = null;
    }
}
