package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.ReviewChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows requests as check runs on the commit that is to be deployed, with buttons. GitHub shows a check run's buttons only once it is
 * completed, so one that waits for people is completed with {@code action_required}.
 *
 * <p>An address is {@code owner/name@commit}, with the name that the repository had when the request was opened; the reference of what was
 * published is the check run's id.
 */
public final class GitHubCheckChannel implements ReviewChannel {

    /** The kind of its addresses. */
    public static final String KIND = "github-check";

    private static final int MOST_CHECK_RUNS = 1000;

    private final GitHubHttp http;
    private final GitHubHost host;

    /** Shows over a connection. */
    public GitHubCheckChannel(GitHubHttp http) {
        this.http = http;
        this.host = new GitHubHost(http);
    }

    /** {@return where requests of a run on GitHub are shown} */
    public static ChannelAddress addressOf(HostRef run) {
        return new ChannelAddress(KIND, RunAddress.of(run).fullName() + "@" + run.required(RunAddress.HEAD_SHA));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<ChannelAddress> addressesFor(HostRef run) {
        boolean shown = http.settings().checkRuns()
                && run.kind().equals(RunAddress.KIND)
                && run.attributes().containsKey(RunAddress.HEAD_SHA);
        return shown ? List.of(addressOf(run)) : List.of();
    }

    @Override
    public Rendering render(ChannelAddress address, ReviewView view) {
        return CheckSummary.of(view).rendering();
    }

    @Override
    public Optional<String> find(ChannelAddress address, ReviewView view) {
        return reachable(() -> {
            RunAddress run = whereItIs(view);
            Route route = Route.repo(run.owner(), run.repo(), "commits", commit(view), "check-runs")
                    .with("app_id", http.settings().appId())
                    .with("filter", "all");
            for (JsonNode check :
                    http.pages(run.installation(), route, page -> page.path("check_runs"), MOST_CHECK_RUNS)) {
                if (isOurs(check) && view.ask().id().value().equals(Json.textOrNull(check, "external_id"))) {
                    return Optional.of(Long.toString(Json.number(check, "id")));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public String post(ChannelAddress address, ReviewView view, Rendering rendering) {
        return reachable(() -> {
            RunAddress run = whereItIs(view);
            Map<String, Object> check = check(view, rendering);
            check.put("name", "Approval for " + view.ask().environment().display());
            check.put("head_sha", commit(view));
            JsonNode made =
                    http.send(run.installation(), "POST", Route.repo(run.owner(), run.repo(), "check-runs"), check);
            return Long.toString(Json.number(made, "id"));
        });
    }

    @Override
    public void update(ChannelAddress address, String reference, ReviewView view, Rendering rendering) {
        reachable(() -> {
            RunAddress run = whereItIs(view);
            Route route = Route.repo(run.owner(), run.repo(), "check-runs", reference);
            return http.send(run.installation(), "PATCH", route, check(view, rendering));
        });
    }

    /** Nothing: the check run itself keeps what was shown. */
    @Override
    public void details(ChannelAddress address, String reference, ReviewView view) {}

    /** Nothing: a check run reminds nobody. */
    @Override
    public void remind(ChannelAddress address, String reference, ReviewView view) {}

    @Override
    public Optional<String> link(ChannelAddress address, String reference) {
        int at = address.address().lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        http.settings().webBase() + "/" + address.address().substring(0, at) + "/runs/" + reference);
    }

    /** Nothing: GitHub has no private answers. */
    @Override
    public void reply(Map<String, String> to, ReviewView view, ReasonCode reason) {}

    private Map<String, Object> check(ReviewView view, Rendering rendering) {
        CheckSummary.Parts parts = CheckSummary.parts(rendering);
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("external_id", view.ask().id().value());
        check.put("status", "completed");
        check.put("conclusion", conclusion(view));
        check.put("output", Map.of("title", parts.title(), "summary", parts.summary()));
        check.put(
                "actions",
                CheckButtons.of(view).stream().map(CheckAction::toJson).toList());
        return check;
    }

    private static String conclusion(ReviewView view) {
        if (view.request().revoked().isPresent()) {
            return "failure";
        }
        return view.request()
                .decision()
                .map(Decision::outcome)
                .map(outcome -> switch (outcome) {
                    case APPROVED, BROKEN_GLASS -> "success";
                    case REJECTED, REFUSED -> "failure";
                    case EXPIRED -> "timed_out";
                    case CANCELLED, SUPERSEDED -> "cancelled";
                })
                .orElse("action_required");
    }

    private boolean isOurs(JsonNode check) {
        return check.path("app").path("id").asLong() == http.settings().appId();
    }

    /** The repository by its present name, seen to be the same one by its id. */
    private RunAddress whereItIs(ReviewView view) {
        return host.run(RunAddress.of(view.ask().host())).address();
    }

    private static String commit(ReviewView view) {
        return view.ask().host().required(RunAddress.HEAD_SHA);
    }

    private static <T> T reachable(Supplier<T> call) {
        return GitHubProblem.translating(ReasonCode.CHANNEL_UNREACHABLE, call);
    }
}
