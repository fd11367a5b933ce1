package io.jenkins.plugins.approvalgate.facts;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.approvalgate.facts.BuildFacts.Starter;
import java.util.ArrayList;
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
 */
record BuildCauses(String event, boolean replayed, List<Starter> starters) {

    static BuildCauses of(Run<?, ?> run) {
        List<Cause> causes = run.getCauses();
        Map<String, Starter> starters = new LinkedHashMap<>();
        flat(causes).forEach(cause -> {
            Starter starter = starter(cause);
            if (starter != null) {
                starters.putIfAbsent(starter.id(), starter);
            }
        });
        return new BuildCauses(
                causes.isEmpty() ? "other" : word(causes.get(0)),
                causes.stream().anyMatch(ReplayCause.class::isInstance),
                List.copyOf(starters.values()));
    }

    private static List<Cause> flat(List<Cause> causes) {
        var all = new ArrayList<Cause>();
        for (Cause cause : causes) {
            all.add(cause);
            if (cause instanceof Cause.UpstreamCause upstream) {
                // Jenkins keeps no endless chain: deep ones are cut when they are recorded.
                all.addAll(flat(upstream.getUpstreamCauses()));
            }
        }
        return all;
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
