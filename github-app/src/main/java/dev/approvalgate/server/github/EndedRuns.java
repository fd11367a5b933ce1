package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.GitHubHost;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.RunAddress;
import dev.approvalgate.adapter.github.RunFacts;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.Requests;
import java.util.Optional;

/** Withdraws what an attempt of a run asked for, and revokes what it got, once it has ended: done, failed or cancelled. */
final class EndedRuns {

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
        // A delivery can come late: only the attempt that it speaks of has ended, and those before it.
        int attempt = (int) Math.min(payload.id("workflow_run", "run_attempt"), Integer.MAX_VALUE);
        String path = payload.text("workflow_run", "path");
        Optional<RunFacts> found = find(address);
        if (found.isPresent()) {
            requireOver(found.get(), attempt);
            path = found.get().path();
        }
        int at = path.indexOf('@');
        requests.runEnded(
                new WorkloadKey(
                        http.settings().oidcIssuer(),
                        Long.toString(address.repositoryId()),
                        at < 0 ? path : path.substring(0, at)),
                new Run(Long.toString(address.runId()), attempt),
                ReasonCode.CANCELLED_BY_HOST);
    }

    /** Deleted, or out of our sight: that it is over is all the more true, and ending only takes rights away. */
    private Optional<RunFacts> find(RunAddress address) {
        try {
            return Optional.of(host.run(address));
        } catch (GateException e) {
            if (e.reason() != ReasonCode.HOST_FACT_MISMATCH) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static void requireOver(RunFacts run, int attempt) {
        boolean over = attempt < run.attempt() || (attempt == run.attempt() && run.isCompleted());
        if (!over) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "attempt " + attempt + " of run " + run.address().runId() + " of "
                            + run.address().fullName() + " has not ended by GitHub's own record, which shows attempt "
                            + run.attempt() + " as " + run.status());
        }
    }
}
