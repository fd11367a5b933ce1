package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.GitHubHost;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.RunAddress;
import dev.approvalgate.adapter.github.RunFacts;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Withdraws what a run asked for, and revokes what it got, once it has ended: done, failed or cancelled. */
final class EndedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(EndedRuns.class);

    private final GitHubHttp http;
    private final GitHubHost host;
    private final Requests requests;

    EndedRuns(GitHubHttp http, Requests requests) {
        this.http = http;
        this.host = new GitHubHost(http);
        this.requests = requests;
    }

    void completed(Payload payload) {
        var address = new RunAddress(
                payload.id("installation", "id"),
                payload.id("repository", "id"),
                payload.text("repository", "owner", "login"),
                payload.text("repository", "name"),
                payload.id("workflow_run", "id"));
        String path = payload.text("workflow_run", "path");
        try {
            RunFacts run = host.run(address);
            if (!run.isCompleted()) {
                // It has been started again since; what the new attempt asks for must not be withdrawn.
                LOG.info("run {} of {} goes on in attempt {}", address.runId(), address.fullName(), run.attempt());
                return;
            }
            path = run.path();
        } catch (GateException e) {
            if (e.reason() != ReasonCode.HOST_FACT_MISMATCH) {
                throw e;
            }
            // Deleted, or out of our sight: that it is over is all the more true, and ending only takes rights away.
        }
        int at = path.indexOf('@');
        requests.runEnded(
                new WorkloadKey(
                        http.settings().oidcIssuer(),
                        Long.toString(address.repositoryId()),
                        at < 0 ? path : path.substring(0, at)),
                Long.toString(address.runId()),
                ReasonCode.CANCELLED_BY_HOST);
    }
}
