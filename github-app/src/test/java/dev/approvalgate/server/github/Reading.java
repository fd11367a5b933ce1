package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.GitHubChangeSource;
import dev.approvalgate.adapter.github.GitHubHost;
import dev.approvalgate.adapter.github.RunAddress;
import dev.approvalgate.adapter.github.RunFacts;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Reads what a job of the bench's repository would change, as the gate does. */
final class Reading {

    private final Bench bench;
    private final GitHubChangeSource source;

    Reading(Bench bench) {
        this.bench = bench;
        this.source = new GitHubChangeSource(bench.http);
    }

    /** {@return where the run is that a job belongs to} */
    RunAddress address(Job job) {
        long installation = bench.github.deliveries().get(0).installationId();
        return new RunAddress(
                installation,
                Bench.REPOSITORY,
                "acme",
                bench.repo.name(),
                job.run().id());
    }

    /** {@return who the run of a job is, by GitHub's own records} */
    WorkloadIdentity identity(Job job) {
        var host = new GitHubHost(bench.http);
        RunFacts run = host.run(address(job));
        return host.identityOf(run, Environment.of(Bench.ENVIRONMENT));
    }

    /** {@return what a job that GitHub holds back would change} */
    Facts of(Job job, Optional<Commit> running) {
        return source.read(identity(job), address(job).toHostRef(Map.of()), baseline(running));
    }

    /** {@return the same since a commit} */
    Facts of(Job job, Commit running) {
        return of(job, Optional.of(running));
    }

    Optional<Baseline> baseline(Optional<Commit> running) {
        return running.map(
                commit -> new Baseline(commit.sha(), bench.clock.instant(), RequestId.random(new Random(1))));
    }

    static dev.approvalgate.domain.approval.Account account(Account account) {
        return dev.approvalgate.domain.approval.Account.github("127.0.0.1", account.id());
    }

    static Contributor had(Role role, Account account) {
        return new Contributor(role, account(account), account.type().equals("Bot"));
    }
}
