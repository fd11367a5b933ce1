package io.jenkins.plugins.approvalgate.facts;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a build has checked out, written down as it happened and kept with the build. Asked later, a job's source knows of checkouts of
 * earlier builds as well, and of two of the same repository only the last one.
 */
public final class Checkouts extends InvisibleAction {

    /** Parallel branches check out while another one has the build written to disk. */
    private final List<Checkout> all = new CopyOnWriteArrayList<>();

    /** One checkout; a class and no record, since that is what Jenkins writes to disk. */
    static final class Checkout {

        private final @Nullable String commit;
        private final boolean library;

        /**
         * Notes a checkout.
         *
         * @param commit full id, or {@code null} where the source tells none
         * @param library whether it was made to load a shared library, and not by the script
         */
        Checkout(@Nullable String commit, boolean library) {
            this.commit = Revision.commit(commit);
            this.library = library;
        }

        @Nullable
        String commit() {
            return commit;
        }
    }

    /** {@return what a build has checked out so far; nothing where it made no checkouts} */
    static Checkouts of(Run<?, ?> run) {
        Checkouts found = run.getAction(Checkouts.class);
        return found == null ? new Checkouts() : found;
    }

    void add(Checkout checkout) {
        all.add(checkout);
    }

    /** {@return the checkouts of what is built, and not of libraries; oldest first} */
    List<Checkout> ofScript() {
        return all.stream().filter(checkout -> !checkout.library).toList();
    }

    /** {@return the commits that libraries were read from, where their sources tell them} */
    List<String> ofLibraries() {
        return all.stream()
                .filter(checkout -> checkout.library)
                .map(Checkout::commit)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return how many checkouts of libraries told their commit; two libraries can be read from one commit} */
    int knownOfLibraries() {
        return (int) all.stream()
                .filter(checkout -> checkout.library && checkout.commit() != null)
                .count();
    }

    /** {@return the commit of all checkouts; {@code null} where there is none, where one tells none, or where they differ} */
    @Nullable
    String commit() {
        List<@Nullable String> commits = commits();
        return commits.size() == 1 ? commits.get(0) : null;
    }

    /** {@return the commits that differ; {@code null} stands for those of sources that tell none} */
    List<@Nullable String> commits() {
        var commits = new ArrayList<@Nullable String>();
        for (Checkout checkout : ofScript()) {
            if (!commits.contains(checkout.commit())) {
                commits.add(checkout.commit());
            }
        }
        return commits;
    }
}
