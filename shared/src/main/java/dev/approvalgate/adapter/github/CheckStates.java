package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChangeDetails.Checks;
import dev.approvalgate.domain.approval.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The state of a commit's checks: check runs of Apps, and commit statuses of the older kind. Our own check run is left out. */
final class CheckStates {

    private static final int MOST = 300;
    private static final int MOST_FAILING = 10;
    private static final Set<String> GOOD = Set.of("success", "neutral", "skipped");

    private final GitHubHttp http;

    CheckStates(GitHubHttp http) {
        this.http = http;
    }

    Fact<Checks> of(RunFacts run) {
        RunAddress at = run.address();
        try {
            var tally = new Tally();
            List<JsonNode> checks =
                    http.pages(at.installation(), commit(run, "check-runs"), page -> page.path("check_runs"), MOST);
            List<JsonNode> statuses =
                    http.pages(at.installation(), commit(run, "status"), page -> page.path("statuses"), MOST);
            if (checks.size() > MOST || statuses.size() > MOST) {
                return Fact.unknown("the commit has more than " + MOST + " checks");
            }
            checks.forEach(check -> count(check, tally));
            statuses.forEach(status -> count(status, tally));
            return Fact.known(new Checks(tally.passed, tally.failing.size(), tally.pending, tally.firstFailing()));
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return Fact.unknown(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private void count(JsonNode check, Tally tally) {
        boolean isRun = check.has("app");
        String name = check.path(isRun ? "name" : "context").asText();
        String state = check.path(isRun ? "status" : "state").asText();
        boolean ours = check.path("app").path("id").asLong() == http.settings().appId();
        // A check that waits at a gate, such as the deployment in question, says nothing of the commit.
        if (ours || state.equals("waiting")) {
            return;
        }
        if (isRun ? !state.equals("completed") : state.equals("pending")) {
            tally.pending++;
        } else if (GOOD.contains(isRun ? check.path("conclusion").asText() : state)) {
            tally.passed++;
        } else {
            tally.failing.add(name);
        }
    }

    private static Route commit(RunFacts run, String what) {
        return Route.repo(run.address().owner(), run.address().repo(), "commits", run.headSha(), what);
    }

    private static final class Tally {

        private int passed;
        private int pending;
        private final List<String> failing = new ArrayList<>();

        private List<String> firstFailing() {
            return failing.stream().limit(MOST_FAILING).toList();
        }
    }
}
