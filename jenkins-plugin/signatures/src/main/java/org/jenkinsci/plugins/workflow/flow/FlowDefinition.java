package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Describable;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.flow.FlowDefinition}. */
public abstract class FlowDefinition implements Describable<FlowDefinition> {

    public FlowDefinition() {
        throw new UnsupportedOperationException();
    }
}
