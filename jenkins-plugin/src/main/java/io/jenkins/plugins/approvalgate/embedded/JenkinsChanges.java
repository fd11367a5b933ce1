package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.port.ChangeSource;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildFacts.Starter;
import io.jenkins.plugins.approvalgate.facts.BuildReader;
import io.jenkins.plugins.approvalgate.facts.ChangeLog;
import io.jenkins.plugins.approvalgate.facts.PublicJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Reads a change from the controller's records: what the change logs of the builds since the last approved one say. They name authors by
 * what commits claim, so that no author is an account that anybody could be compared with: they count as unknown, and the change as
 * incomplete wherever anything has changed.
 */
final class JenkinsChanges implements ChangeSource {

    private final String realm;

    JenkinsChanges(String realm) {
        this.realm = realm;
    }

    @Override
    public Facts read(WorkloadIdentity identity, HostRef host, Optional<Baseline> running) {
        Run<?, ?> run = find(host);
        BuildFacts build = BuildReader.read(run, host.required(EmbeddedRequests.BLOCK));
        BuildIdentities.requireUnchanged(identity, build);
        ChangeLog log = ChangeLog.since(run, running.map(Baseline::commit).orElse(null));
        var contributors = new ArrayList<Contributor>();
        for (Starter starter : build.starters()) {
            contributors.add(new Contributor(
                    Contributor.Role.TRIGGER, new Account(AccountKind.JENKINS, realm, starter.id()), false));
        }
        if (!build.triggerKnown()) {
            contributors.add(new Contributor(Contributor.Role.TRIGGER, null, false));
        }
        if (!log.commits().isEmpty() || !log.complete()) {
            contributors.add(new Contributor(Contributor.Role.AUTHOR, null, false));
        }
        return new Facts(
                build.commit(),
                build.definition(),
                contributors,
                details(build, log, running),
                Ownership.unknown("the controller does not read the repository"));
    }

    private static ChangeDetails details(BuildFacts build, ChangeLog log, Optional<Baseline> running) {
        Starter starter = build.starter();
        return new ChangeDetails(
                build.job(),
                build.jobUrl(),
                // Whoever may see the job may read the consoles of its builds.
                PublicJobs.isPublic(build.job()),
                build.ref(),
                starter == null ? build.event() : starter.name() + " (" + starter.id() + ")",
                build.replayed() ? build.event() + ", replayed" : build.event(),
                running.map(Fact::known).orElseGet(() -> Fact.unknown("nothing was let in here before")),
                log.commits(),
                log.commits().size(),
                List.of(),
                log.files(),
                List.of(),
                Fact.unknown("the controller keeps no checks"),
                log.complete());
    }

    private static Run<?, ?> find(HostRef host) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(host.required(EmbeddedRequests.JOB), Job.class);
        Run<?, ?> run =
                job == null ? null : job.getBuildByNumber(Integer.parseInt(host.required(EmbeddedRequests.BUILD)));
        if (run == null) {
            throw new GateException(ReasonCode.HOST_FACT_MISMATCH, "the build that asks is gone from this controller");
        }
        return run;
    }
}
