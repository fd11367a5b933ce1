package jenkins.scm.api;

import java.io.Serializable;

/** What the plugin uses of {@code jenkins.scm.api.SCMRevision}. */
public abstract class SCMRevision implements Serializable {

    protected SCMRevision(SCMHead head) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
