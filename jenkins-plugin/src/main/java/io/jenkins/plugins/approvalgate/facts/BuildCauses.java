package io.jenkins.plugins.approvalgate.facts;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.approvalgate.facts.BuildFacts.Starter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;
import org.jspecify.annotations.Nullable;

/**
 * Why a build runs, told from its causes. Whoever started a build that started this one started this one too.
 *
 * @param event the first cause, in one word
 * @param replayed whether it replays another build, with or without edits
 * @param starters people
 * @param complete whether they are all who started it
 */
record BuildCauses(String event, boolean replayed, List<Starter> starters, boolean complete) {

    static BuildCauses of(Run<?, ?> run) {
        List<Cause> causes = run.getCauses();
        Map<String, Starter> starters = new LinkedHashMap<>();
        boolean complete = collect(causes, starters);
        return new BuildCauses(
                causes.isEmpty() ? "other" : word(causes.get(0)),
                causes.stream().anyMatch(ReplayCause.class::isInstance),
                List.copyOf(starters.values()),
                complete);
    }

    /** {@return whether every way in which it was started leads to a person: Jenkins cuts long chains off, and then none does} */
    private static boolean collect(List<Cause> causes, Map<String, Starter> starters) {
        boolean complete = !causes.isEmpty();
        for (Cause cause : causes) {
            Starter starter = starter(cause);
            if (starter != null) {
                starters.putIfAbsent(starter.id(), starter);
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                complete &= collect(upstream.getUpstreamCauses(), starters);
            } else {
                // Whoever replays a build stands beside that cause as a person.
                complete &= cause instanceof ReplayCause && causes.size() > 1;
            }
        }
        return complete;
    }

    private static @Nullable Starter starter(Cause cause) {
        if (cause instanceof Cause.UserIdCause user) {
            String id = user.getUserId();
            // Anonymous people have none, and the system itself neither.
            return id == null
                    ? null
                    : new Starter(
                            UserIds.key(Jenkins.get().getSecurityRealm(), id), String.valueOf(user.getUserName()));
        }
        return null;
    }

    private static String word(Cause cause) {
        if (cause instanceof Cause.UserIdCause) {
            return "user";
        }
        if (cause instanceof Cause.UpstreamCause) {
            return "upstream";
        }
        if (cause instanceof Cause.RemoteCause) {
            return "remote";
        }
        if (cause instanceof TimerTrigger.TimerTriggerCause) {
            return "timer";
        }
        return cause instanceof SCMTrigger.SCMTriggerCause ? "scm" : "other";
    }
}
