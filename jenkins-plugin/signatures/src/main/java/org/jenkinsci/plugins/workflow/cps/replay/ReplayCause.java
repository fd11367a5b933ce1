package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Cause;
import hudson.model.Run;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.cps.replay.ReplayCause}. */
public class ReplayCause extends Cause {

    ReplayCause(Run<?, ?> original, boolean rebuilt) {
        throw new UnsupportedOperationException();
    }
}
