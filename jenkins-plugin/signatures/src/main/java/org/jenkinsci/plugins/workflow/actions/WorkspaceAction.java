package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;
import hudson.model.labels.LabelAtom;
import java.util.Set;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.actions.WorkspaceAction}. */
public abstract class WorkspaceAction implements Action {

    public WorkspaceAction() {
        throw new UnsupportedOperationException();
    }

    public abstract String getNode();

    public abstract Set<LabelAtom> getLabels();
}
