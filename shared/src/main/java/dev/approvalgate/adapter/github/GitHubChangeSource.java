package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.ChangeDetails.Commit;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.UnreadChange;
import dev.approvalgate.gate.port.ChangeSource;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from GitHub what a run would change. Everything is bounded in number and size; what lies beyond the bounds, or may not be read,
 * makes the change incomplete and never absent.
 */
public final class GitHubChangeSource implements ChangeSource {

    private static final int MOST_COMMITS_SHOWN = 100;

    /** Their workflow file is that of another commit than the run's head. */
    private static final Set<String> DEFINED_ELSEWHERE = Set.of("pull_request", "pull_request_target");

    private final GitHubHttp http;
    private final GitHubHost host;
    private final CheckStates checks;
    private final ChangeSource otherHosts = new UnreadChange();

    /** Reads over a connection. */
    public GitHubChangeSource(GitHubHttp http) {
        this.http = http;
        this.host = new GitHubHost(http);
        this.checks = new CheckStates(http);
    }

    @Override
    public Facts read(WorkloadIdentity identity, HostRef run, Optional<Baseline> running) {
        if (!run.kind().equals(RunAddress.KIND)) {
            return otherHosts.read(identity, run, running);
        }
        return GitHubProblem.translating(ReasonCode.CHANGE_UNREADABLE, () -> read(facts(identity, run), run, running));
    }

    private RunFacts facts(WorkloadIdentity identity, HostRef host) {
        RunFacts run = this.host.run(RunAddress.of(host));
        boolean same = identity.key().issuer().equals(http.settings().oidcIssuer())
                && identity.key().projectId().equals(Long.toString(run.address().repositoryId()))
                && identity.key().pipeline().equals(run.path())
                && identity.run().id().equals(Long.toString(run.address().runId()))
                && identity.run().attempt() == run.attempt();
        if (!same) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "GitHub's run " + run.address().runId() + " is now attempt " + run.attempt() + " of " + run.path()
                            + ", which is not what asked");
        }
        return run;
    }

    private Facts read(RunFacts run, HostRef host, Optional<Baseline> running) {
        RunAddress at = run.address();
        var people = new CommitPeople(http.settings().realm());
        people.add(Role.TRIGGER, run.actor());
        people.add(Role.TRIGGER, run.triggeringActor());
        Optional<Comparison> compared =
                running.flatMap(baseline -> Comparison.between(http, at, baseline.commit(), run.headSha()));
        Comparison change = compared.orElseGet(() -> Comparison.headAlone(http, at, run.headSha()));
        change.commits().forEach(people::addCommit);
        boolean definitionKnown = pipelineChanges(run, change, people);
        var pulls = new PullRequests(http, run, people);
        List<String> newestFirst = new ArrayList<>(change.ids());
        Collections.reverse(newestFirst);
        pulls.read(newestFirst);
        GitHubAccount trigger = run.triggeringActor() == null ? run.actor() : run.triggeringActor();
        var details = new ChangeDetails(
                at.fullName(),
                http.settings().webBase() + "/" + at.fullName(),
                !run.isPrivate(),
                host.attributes().getOrDefault(RunAddress.REF, run.branch()),
                trigger == null ? "unknown" : trigger.login(),
                run.event(),
                running.map(Fact::known)
                        .orElseGet(() -> Fact.unknown("this gate has let nothing into the environment yet")),
                shown(change),
                change.total(),
                pulls.found(),
                change.fileChanges(),
                RiskPaths.of(change.paths()),
                checks.of(run),
                change.complete() && pulls.isComplete() && definitionKnown);
        return new Facts(run.headSha(), definition(run), List.copyOf(people.all()), details, Ownership.none());
    }

    /** The SHA-256 of the workflow file that runs, or {@code null} where it cannot be told. */
    private @Nullable Sha256 definition(RunFacts run) {
        if (DEFINED_ELSEWHERE.contains(run.event())) {
            return null;
        }
        RunAddress at = run.address();
        try {
            return Sha256.of(http.raw(
                    at.installation(),
                    Route.repo(at.owner(), at.repo(), "contents")
                            .below(List.<Object>of((Object[]) run.path().split("/")))
                            .with("ref", run.headSha())));
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return null;
            }
            throw e;
        }
    }

    /** Whoever changed the pipeline's definition. {@return whether all of them are known} */
    private boolean pipelineChanges(RunFacts run, Comparison change, CommitPeople people) {
        if (!change.paths().contains(run.path())) {
            return true;
        }
        RunAddress at = run.address();
        Set<String> within = change.ids();
        Route route = Route.repo(at.owner(), at.repo(), "commits")
                .with("sha", run.headSha())
                .with("path", run.path())
                .with("per_page", 100);
        try {
            int inside = 0;
            JsonNode touching = http.get(at.installation(), route);
            for (JsonNode commit : touching) {
                if (within.contains(commit.path("sha").asText())) {
                    people.addPipelineChange(commit);
                    inside++;
                }
            }
            return inside > 0 && inside < 100;
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return false;
            }
            throw e;
        }
    }

    private static List<Commit> shown(Comparison change) {
        List<JsonNode> newestFirst = new ArrayList<>(change.commits());
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .limit(MOST_COMMITS_SHOWN)
                .map(commit -> new Commit(
                        Json.text(commit, "sha"),
                        commit.path("commit")
                                .path("message")
                                .asText()
                                .lines()
                                .findFirst()
                                .orElse(""),
                        commit.path("commit").path("author").path("name").asText("unknown"),
                        commit.path("commit")
                                .path("verification")
                                .path("verified")
                                .asBoolean(false)))
                .toList();
    }
}
