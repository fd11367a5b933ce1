package io.jenkins.plugins.approvalgate.facts;

import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMRevisionAction;
import org.jspecify.annotations.Nullable;

/** The commit that was built, as the branch source or the checkouts of the build recorded it. */
final class Revision {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private static final String UNTOLD = "a commit that its source does not tell";
    private static final int MOST = 10;

    private Revision() {}

    /** Two checkouts that differ leave it unknown which of them is deployed. */
    static @Nullable String commitOf(Run<?, ?> run) {
        SCMRevisionAction action = run.getAction(SCMRevisionAction.class);
        // A Git revision prints as its hash; those of other systems do not.
        String built = action == null ? null : commit(action.getRevision().toString());
        return built == null ? Checkouts.of(run).commit() : built;
    }

    /** {@return a commit's full id; {@code null} where the text is none} */
    static @Nullable String commit(@Nullable String text) {
        return text != null && COMMIT.matcher(text).matches() ? text : null;
    }

    /** {@return what was checked out besides the build's commit, or instead of one; empty where there is nothing to say} */
    static String othersOf(Run<?, ?> run) {
        String built = commitOf(run);
        var others = new ArrayList<String>();
        for (String commit : Checkouts.of(run).commits()) {
            if (commit == null || !commit.equals(built)) {
                others.add(commit == null ? UNTOLD : commit);
            }
        }
        return others.isEmpty() ? "" : counted(others, built != null);
    }

    private static String counted(List<String> others, boolean besides) {
        String what = others.size() == 1 ? "1 commit" : others.size() + " different commits";
        String listed = String.join(", ", others.subList(0, Math.min(MOST, others.size())));
        return (besides ? "also " : "") + what + ": " + listed + (others.size() > MOST ? ", …" : "");
    }
}
