package io.jenkins.plugins.approvalgate.facts;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.model.listeners.SCMListener;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import hudson.slaves.WorkspaceList;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkouts down as they happen. */
@Extension
public final class CheckoutNotes extends SCMListener {

    private static final Logger LOG = LoggerFactory.getLogger(CheckoutNotes.class);

    private static final String LIBRARIES = "libs";
    private static final String LIBRARY_CACHE = "global-libraries-cache";

    @Override
    public void onCheckout(
            Run<?, ?> build,
            SCM scm,
            FilePath workspace,
            TaskListener listener,
            @Nullable File changelogFile,
            @Nullable SCMRevisionState pollingBaseline) {
        if (!BuildReader.canAsk(build)) {
            return;
        }
        Map<String, String> recorded = new HashMap<>();
        // At this moment the source tells of this very checkout.
        scm.buildEnvironment(build, recorded);
        note(
                build,
                new Checkouts.Checkout(
                        recorded.get("GIT_COMMIT"), isForLibrary(build, workspace), changelogFile != null));
    }

    private static synchronized void note(Run<?, ?> build, Checkouts.Checkout checkout) {
        Checkouts checkouts = Checkouts.of(build);
        checkouts.add(checkout);
        build.addOrReplaceAction(checkouts);
        try {
            build.save();
        } catch (IOException e) {
            LOG.warn("a build's checkout could not be kept; after a restart its commit may be unknown", e);
        }
    }

    /** Libraries are checked out on the controller, beside the job's workspace, in the build's own folder or in a cache. */
    private static boolean isForLibrary(Run<?, ?> build, FilePath workspace) {
        if (workspace.isRemote()) {
            return false;
        }
        String path = workspace.getRemote();
        return isBelow(path, new File(build.getRootDir(), LIBRARIES).getPath())
                || isBelow(path, new File(Jenkins.get().getRootDir(), LIBRARY_CACHE).getPath())
                || (build.getParent() instanceof TopLevelItem job && isBesideWorkspace(path, job));
    }

    private static boolean isBesideWorkspace(String path, TopLevelItem job) {
        FilePath base = Jenkins.get().getWorkspaceFor(job);
        String separator = System.getProperty(WorkspaceList.class.getName(), "@");
        return base != null && isBelow(path, base.getRemote() + separator + LIBRARIES);
    }

    private static boolean isBelow(String path, String folder) {
        return path.startsWith(folder + File.separator);
    }
}
