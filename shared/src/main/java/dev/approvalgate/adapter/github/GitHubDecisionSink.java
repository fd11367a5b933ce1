package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.DecisionSink;
import java.util.Map;

/**
 * Answers waiting deployments through their custom protection rule.
 *
 * <p>GitHub's call names a run and an environment, never an attempt. It is made only after the run was seen to be at the approved attempt
 * and to wait; a re-run that starts between that look and the call could still be let pass by it. What such a run can do is bounded by the
 * deploy token, which is minted for the approved attempt alone.
 */
public final class GitHubDecisionSink implements DecisionSink {

    /** Told: the deployment may go on. */
    public static final String APPROVED = "approved";

    /** Told: the deployment must not go on. */
    public static final String REJECTED = "rejected";

    /** Nobody to tell: the run has ended, or somebody else decided for the environment. */
    public static final String NO_LONGER_WAITING = "no_longer_waiting";

    /** Nobody to tell: the run has been started again since, and its new attempt asks for itself. */
    public static final String OTHER_ATTEMPT = "other_attempt";

    private final GitHubHttp http;
    private final GitHubHost host;

    /** Answers over a connection. */
    public GitHubDecisionSink(GitHubHttp http) {
        this.http = http;
        this.host = new GitHubHost(http);
    }

    @Override
    public String kind() {
        return RunAddress.KIND;
    }

    @Override
    public void waiting(ReviewView view) {
        RunFacts run = host.run(address(view));
        if (run.attempt() == attempt(view) && host.isWaiting(run.address(), environment(view))) {
            answer(run.address(), Map.of("environment_name", name(view), "comment", StatusComment.waiting(view)));
        }
    }

    @Override
    public String deliver(ReviewView view) {
        Decision decision = view.request()
                .decision()
                .orElseThrow(() -> new IllegalStateException("a pending request has no answer"));
        // What was taken back before it was told is told as it is now.
        String state = view.request().isAllowed() ? APPROVED : REJECTED;
        RunFacts run = host.run(address(view));
        if (run.attempt() != attempt(view)) {
            return OTHER_ATTEMPT;
        }
        if (run.isCompleted() || !host.isWaiting(run.address(), environment(view))) {
            return wasOurs(run.address(), view, state) ? state : NO_LONGER_WAITING;
        }
        try {
            answer(
                    run.address(),
                    Map.of(
                            "environment_name",
                            name(view),
                            "state",
                            state,
                            "comment",
                            StatusComment.settled(view, decision)));
            return state;
        } catch (GitHubProblem e) {
            // Somebody else may have decided between our look and our answer; GitHub refuses the answer then.
            if (e.status() == 422 && !host.isWaiting(run.address(), environment(view))) {
                return wasOurs(run.address(), view, state) ? state : NO_LONGER_WAITING;
            }
            throw e;
        }
    }

    private void answer(RunAddress run, Map<String, String> answer) {
        http.send(run.installation(), "POST", run.route("deployment_protection_rule"), answer);
    }

    /** Whether an earlier answer of ours arrived although we never heard so: GitHub's list of approvals may carry its comment. */
    private boolean wasOurs(RunAddress run, ReviewView view, String state) {
        String mark = StatusComment.mark(view.ask().id());
        try {
            for (JsonNode approval : http.get(run.installation(), run.route("approvals"))) {
                if (approval.path("state").asText().equals(state)
                        && approval.path("comment").asText().endsWith(mark)) {
                    return true;
                }
            }
            return false;
        } catch (GateException e) {
            // Only for the record; that nothing waits any more is known already.
            return false;
        }
    }

    private static RunAddress address(ReviewView view) {
        return RunAddress.of(view.ask().host());
    }

    private static int attempt(ReviewView view) {
        return view.ask().change().binding().run().attempt();
    }

    private static Environment environment(ReviewView view) {
        return view.ask().environment();
    }

    /** The name as GitHub writes it. */
    private static String name(ReviewView view) {
        Ask ask = view.ask();
        return ask.host()
                .attributes()
                .getOrDefault(RunAddress.ENVIRONMENT, ask.environment().display());
    }
}
