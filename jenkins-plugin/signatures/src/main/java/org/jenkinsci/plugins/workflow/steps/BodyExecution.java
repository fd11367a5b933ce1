package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.concurrent.Future;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.steps.BodyExecution}. */
public abstract class BodyExecution implements Future<Object>, Serializable {

    public BodyExecution() {
        throw new UnsupportedOperationException();
    }

    public boolean cancel(Throwable t) {
        throw new UnsupportedOperationException();
    }
}
