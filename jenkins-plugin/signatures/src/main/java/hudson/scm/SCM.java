package hudson.scm;

import hudson.model.Describable;
import hudson.model.Run;
import java.util.Map;

/** What the plugin uses of {@code hudson.scm.SCM}. */
public abstract class SCM implements Describable<SCM> {

    public SCM() {
        throw new UnsupportedOperationException();
    }

    public void buildEnvironment(Run<?, ?> build, Map<String, String> env) {
        throw new UnsupportedOperationException();
    }
}
