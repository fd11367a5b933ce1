package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.ChangeDetails.Commit;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.UnreadChange;
import dev.approvalgate.gate.port.ChangeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads from GitHub what a run would change. Everything is bounded in number and size; what lies beyond the bounds, or may not be read,
 * makes the change incomplete and never absent.
 */
public final class GitHubChangeSource implements ChangeSource {

    private static final int MOST_COMMITS_SHOWN = 100;

    private final GitHubHttp http;
    private final GitHubHost host;
    private final CheckStates checks;
    private final TokenRuns tokens;
    private final OwnershipFacts ownership;
    private final ChangeSource unread = new UnreadChange();

    /** Reads over a connection. */
    public GitHubChangeSource(GitHubHttp http) {
        this.http = http;
        this.host = new GitHubHost(http);
        this.checks = new CheckStates(http);
        this.tokens = new TokenRuns(http);
        this.ownership = new OwnershipFacts(http);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads runs that GitHub told us of, and those of Actions that ask by the API, where the App is installed. Of others only what
     * their token says is known.
     */
    @Override
    public Facts read(WorkloadIdentity identity, HostRef asking, Optional<Baseline> running) {
        if (asking.kind().equals(RunAddress.KIND)) {
            return translated(() -> ofHost(identity, asking, running));
        }
        return asking.kind().equals(HostRef.API)
                ? translated(() -> tokens.find(identity)
                        .map(address -> ofToken(identity, address, running))
                        .orElseGet(() -> unread.read(identity, asking, running)))
                : unread.read(identity, asking, running);
    }

    private static Facts translated(Supplier<Facts> read) {
        return GitHubProblem.translating(ReasonCode.CHANGE_UNREADABLE, read);
    }

    private Facts ofHost(WorkloadIdentity identity, HostRef asking, Optional<Baseline> running) {
        RunFacts run = facts(identity, RunAddress.of(asking));
        String ref = asking.attributes().getOrDefault(RunAddress.REF, run.branch());
        return read(run, ref, new PipelineDefinition(http, run).hash(), running);
    }

    private Facts ofToken(WorkloadIdentity identity, RunAddress address, Optional<Baseline> running) {
        RunFacts run = facts(identity, address);
        TokenRuns.requireSame(identity, run);
        // Left unknown, so that it is another request than that of a job of this run that GitHub holds back: whoever
        // waits there has to
        // be answered there. What runs is bound all the same, by the commit that the mint compares.
        return read(run, identity.claims().getOrDefault("ref", run.branch()), null, running);
    }

    private RunFacts facts(WorkloadIdentity identity, RunAddress address) {
        RunFacts run = host.run(address);
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

    private Facts read(RunFacts run, String ref, @Nullable Sha256 definition, Optional<Baseline> running) {
        RunAddress at = run.address();
        var people = new CommitPeople(http.settings().realm());
        people.add(Role.TRIGGER, run.actor());
        people.add(Role.TRIGGER, run.triggeringActor());
        String baseline = running.map(Baseline::commit).orElse(null);
        Comparison change = Optional.ofNullable(baseline)
                .flatMap(commit -> Comparison.between(http, at, commit, run.headSha()))
                .orElseGet(() -> Comparison.headAlone(http, at, run.headSha()));
        change.commits().forEach(people::addCommit);
        boolean definitionKnown = new PipelineDefinition(http, run).addChangers(change, people);
        MainBranch main = MainBranch.of(http, at);
        PullRequests pulls = pulls(run, change, people);
        var pushers = new Pushers(http, at, people);
        pushers.read(pulls.branchesBeside(run.branch(), main.name()), pulls.brought(change.ids()), baseline);
        GitHubAccount trigger = run.triggeringActor() == null ? run.actor() : run.triggeringActor();
        var details = new ChangeDetails(
                at.fullName(),
                http.settings().webBase() + "/" + at.fullName(),
                !run.isPrivate(),
                ref,
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
                change.complete() && pulls.isComplete() && pushers.isComplete() && definitionKnown);
        return new Facts(
                run.headSha(),
                definition,
                List.copyOf(people.all()),
                details,
                ownership.read(run, main, change, baseline));
    }

    /** The pull requests that brought the change. */
    private PullRequests pulls(RunFacts run, Comparison change, CommitPeople people) {
        var pulls = new PullRequests(http, run, people);
        List<String> newestFirst = new ArrayList<>(change.ids());
        Collections.reverse(newestFirst);
        pulls.read(newestFirst);
        return pulls;
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
