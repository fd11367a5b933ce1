package jenkins.scm.api;

import hudson.model.InvisibleAction;

/** What the plugin uses of {@code jenkins.scm.api.SCMRevisionAction}. */
public class SCMRevisionAction extends InvisibleAction {

    public SCMRevisionAction(SCMSource source, SCMRevision revision) {
        throw new UnsupportedOperationException();
    }

    public SCMRevision getRevision() {
        throw new UnsupportedOperationException();
    }
}
