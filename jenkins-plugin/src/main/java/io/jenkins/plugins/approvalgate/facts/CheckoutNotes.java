package io.jenkins.plugins.approvalgate.facts;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.SCMListener;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkouts down as they happen. */
@Extension
public final class CheckoutNotes extends SCMListener {

    private static final Logger LOG = LoggerFactory.getLogger(CheckoutNotes.class);

    /** Their plugin may not be there, so that nothing here is linked to it. */
    private static final String LIBRARY_PLUGIN = "org.jenkinsci.plugins.workflow.libs.";

    private static final String RETRIEVER = "Retriever";

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
        boolean library =
                !workspace.isRemote() && isForLibrary(StackWalker.getInstance().walk(CheckoutNotes::callers));
        // At this moment the source tells of this very checkout.
        String commit = commitOf(recorded -> scm.buildEnvironment(build, recorded));
        note(build, new Checkouts.Checkout(commit, library));
    }

    /** A checkout whose source cannot tell is noted all the same, as of a commit that nobody knows. */
    static @Nullable String commitOf(Consumer<Map<String, String>> source) {
        Map<String, String> recorded = new HashMap<>();
        try {
            source.accept(recorded);
            return recorded.get("GIT_COMMIT");
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a source could not tell what it has checked out; the build's commit is unknown", e);
            return null;
        }
    }

    private static List<String> callers(Stream<StackWalker.StackFrame> frames) {
        return frames.map(StackWalker.StackFrame::getClassName).toList();
    }

    /**
     * Whether a library is being loaded. Where it is checked out says nothing: a script can check out into the same folders. A step of a
     * script runs in a thread of its own, in which nothing loads libraries.
     *
     * @param callers names of the classes that lead to the checkout
     */
    static boolean isForLibrary(List<String> callers) {
        return callers.stream().anyMatch(name -> name.startsWith(LIBRARY_PLUGIN) && name.endsWith(RETRIEVER));
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
}
