package hudson.scm;

import hudson.model.Action;

/** What the plugin uses of {@code hudson.scm.SCMRevisionState}. */
public abstract class SCMRevisionState implements Action {

    public SCMRevisionState() {
        throw new UnsupportedOperationException();
    }
}
