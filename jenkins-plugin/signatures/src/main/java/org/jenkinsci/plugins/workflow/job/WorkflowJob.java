package org.jenkinsci.plugins.workflow.job;

import hudson.model.BuildableItem;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import hudson.scm.SCM;
import java.util.Collection;
import jenkins.triggers.SCMTriggerItem;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.job.WorkflowJob}. */
public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun>
        implements BuildableItem, TopLevelItem, SCMTriggerItem {

    public WorkflowJob(ItemGroup parent, String name) {
        super((ItemGroup) null, (String) null);
        throw new UnsupportedOperationException();
    }

    public FlowDefinition getDefinition() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<? extends SCM> getSCMs() {
        throw new UnsupportedOperationException();
    }
}
