package io.jenkins.plugins.approvalgate.facts;

import hudson.model.Run;
import hudson.scm.SCM;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.triggers.SCMTriggerItem;
import org.jspecify.annotations.Nullable;

/** The commit that was built, as the branch source or the checkouts of the build recorded it. */
final class Revision {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private Revision() {}

    static @Nullable String commitOf(Run<?, ?> run) {
        SCMRevisionAction action = run.getAction(SCMRevisionAction.class);
        String built = action == null ? null : commit(action.getRevision());
        return built == null ? checkedOut(run) : built;
    }

    private static @Nullable String commit(SCMRevision revision) {
        // A Git revision prints as its hash; those of other systems do not.
        String text = revision.toString();
        return COMMIT.matcher(text).matches() ? text : null;
    }

    /** What the job's checkouts recorded on the build. Two that differ leave it unknown which of them is deployed. */
    private static @Nullable String checkedOut(Run<?, ?> run) {
        SCMTriggerItem item = SCMTriggerItem.SCMTriggerItems.asSCMTriggerItem(run.getParent());
        if (item == null) {
            return null;
        }
        Set<String> commits = new LinkedHashSet<>();
        for (SCM scm : item.getSCMs()) {
            Map<String, String> recorded = new HashMap<>();
            scm.buildEnvironment(run, recorded);
            String commit = recorded.get("GIT_COMMIT");
            if (commit != null && COMMIT.matcher(commit).matches()) {
                commits.add(commit);
            }
        }
        return commits.size() == 1 ? commits.iterator().next() : null;
    }
}
