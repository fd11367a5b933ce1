package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.steps.EnvironmentExpander}. */
public abstract class EnvironmentExpander implements Serializable {

    public EnvironmentExpander() {
        throw new UnsupportedOperationException();
    }

    public abstract void expand(EnvVars env) throws IOException, InterruptedException;

    public Set<String> getSensitiveVariables() {
        throw new UnsupportedOperationException();
    }

    public static EnvironmentExpander merge(EnvironmentExpander original, EnvironmentExpander subsequent) {
        throw new UnsupportedOperationException();
    }
}
