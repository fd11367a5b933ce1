package org.jenkinsci.plugins.workflow.job;

import hudson.model.BuildableItem;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.job.WorkflowJob}. */
public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun> implements BuildableItem, TopLevelItem {

    public WorkflowJob(ItemGroup parent, String name) {
        super((ItemGroup) null, (String) null);
        throw new UnsupportedOperationException();
    }

    public FlowDefinition getDefinition() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }
}
