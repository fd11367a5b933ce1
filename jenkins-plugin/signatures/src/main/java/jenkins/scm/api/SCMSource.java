package jenkins.scm.api;

import hudson.model.Describable;

/** What the plugin uses of {@code jenkins.scm.api.SCMSource}. */
public abstract class SCMSource implements Describable<SCMSource> {

    protected SCMSource() {
        throw new UnsupportedOperationException();
    }
}
