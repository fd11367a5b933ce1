package io.jenkins.plugins.approvalgate;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.approvalgate.step.Ends;

/** Ends what a build still has when it ends, or is deleted: its blocks have done so mostly, but cannot after a crash. */
@Extension
public final class BuildEnds extends RunListener<Run<?, ?>> {

    @Override
    public void onFinalized(Run<?, ?> run) {
        Ends.ofBuild(run);
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        Ends.ofBuild(run);
    }
}
