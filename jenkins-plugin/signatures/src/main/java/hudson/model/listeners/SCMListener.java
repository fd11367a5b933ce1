package hudson.model.listeners;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import java.io.File;

/** What the plugin uses of {@code hudson.model.listeners.SCMListener}. */
public abstract class SCMListener {

    public SCMListener() {
        throw new UnsupportedOperationException();
    }

    public void onCheckout(
            Run<?, ?> build,
            SCM scm,
            FilePath workspace,
            TaskListener listener,
            File changelogFile,
            SCMRevisionState pollingBaseline)
            throws Exception {
        throw new UnsupportedOperationException();
    }
}
