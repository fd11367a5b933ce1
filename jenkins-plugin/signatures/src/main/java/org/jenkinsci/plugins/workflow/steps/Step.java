package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Describable;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.steps.Step}. */
public abstract class Step implements Describable<Step> {

    public Step() {
        throw new UnsupportedOperationException();
    }

    public abstract StepExecution start(StepContext context) throws Exception;
}
