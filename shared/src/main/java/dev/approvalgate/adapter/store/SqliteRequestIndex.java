package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.RequestIndex;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks requests up in the projections. */
final class SqliteRequestIndex implements RequestIndex {

    private static final int MOST_ROWS = 500;

    /** By place in the ledger: clocks can be set. */
    private static final String NEWEST = "position DESC";

    private final Readers readers;

    SqliteRequestIndex(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<RequestId> byDigest(Sha256 digest) {
        return ids("digest = :digest", Map.of("digest", digest.hex())).stream().findFirst();
    }

    @Override
    public List<RequestId> ofRun(String issuer, String projectId, Run run, Environment environment) {
        return ids(
                "issuer = :issuer AND project = :project AND run = :run AND attempt = :attempt "
                        + "AND environment = :environment",
                "CASE WHEN outcome IN ('APPROVED', 'BROKEN_GLASS') THEN 0 WHEN outcome IS NULL THEN 1 ELSE 2 END, "
                        + NEWEST,
                Map.of(
                        "issuer", issuer,
                        "project", projectId,
                        "run", run.id(),
                        "attempt", run.attempt(),
                        "environment", environment.key()));
    }

    @Override
    public List<RequestId> redeemedBy(ChangeBinding binding, String job) {
        return ids(
                "issuer = :issuer AND project = :project AND run = :run AND attempt = :attempt "
                        + "AND environment = :environment AND action = :action "
                        + "AND EXISTS (SELECT 1 FROM token WHERE token.request = request.id AND token.job = :job)",
                Map.of(
                        "issuer", binding.workload().issuer(),
                        "project", binding.workload().projectId(),
                        "run", binding.run().id(),
                        "attempt", binding.run().attempt(),
                        "environment", binding.environment().key(),
                        "action", binding.action().name(),
                        "job", job));
    }

    @Override
    public List<RequestId> pendingOfRun(String issuer, String projectId, String runId) {
        return ids(
                "issuer = :issuer AND project = :project AND run = :run AND outcome IS NULL",
                Map.of("issuer", issuer, "project", projectId, "run", runId));
    }

    @Override
    public List<RequestId> allOfRun(String issuer, String projectId, String runId) {
        return ids(
                "issuer = :issuer AND project = :project AND run = :run",
                Map.of("issuer", issuer, "project", projectId, "run", runId));
    }

    private List<RequestId> ids(String condition, Map<String, Object> values) {
        return ids(condition, NEWEST, values);
    }

    private List<RequestId> ids(String condition, String order, Map<String, Object> values) {
        return readers.read(
                handle -> handle.createQuery("SELECT id FROM request WHERE " + condition + " ORDER BY " + order)
                        .bindMap(values)
                        .map((row, context) -> new RequestId(row.getString("id")))
                        .list());
    }

    @Override
    public Optional<Baseline> running(WorkloadKey workload, Action action, Environment environment) {
        return readers.read(handle -> handle.createQuery("SELECT commit_id, since, request FROM running "
                        + "WHERE issuer = :issuer AND project = :project AND pipeline = :pipeline "
                        + "AND action = :action AND environment = :environment")
                .bind("issuer", workload.issuer())
                .bind("project", workload.projectId())
                .bind("pipeline", workload.pipeline())
                .bind("action", action.name())
                .bind("environment", environment.key())
                .map((row, context) -> new Baseline(
                        row.getString("commit_id"),
                        Times.of(row.getString("since")),
                        new RequestId(row.getString("request"))))
                .findOne());
    }

    @Override
    public List<Row> newest(boolean pendingOnly, int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new IllegalArgumentException("a limit is 1 to " + MOST_ROWS);
        }
        return readers.read(handle -> handle.createQuery(
                        "SELECT id, identity, environment_name, commit_id, outcome, opened_at, deadline FROM request "
                                + (pendingOnly ? "WHERE outcome IS NULL " : "")
                                + "ORDER BY position DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Row(
                new RequestId(row.getString("id")),
                row.getString("identity"),
                row.getString("environment_name"),
                row.getString("commit_id"),
                outcome == null ? null : Decision.Outcome.valueOf(outcome),
                Times.of(row.getString("opened_at")),
                Times.of(row.getString("deadline")));
    }

    @Override
    public List<RequestId> pendingOf(String issuer) {
        return ids("issuer = :issuer AND outcome IS NULL", Map.of("issuer", issuer));
    }

    @Override
    public List<RequestId> pendingOf(WorkloadKey workload, Action action, Environment environment) {
        return ids(
                "issuer = :issuer AND project = :project AND pipeline = :pipeline AND action = :action "
                        + "AND environment = :environment AND outcome IS NULL",
                Map.of(
                        "issuer", workload.issuer(),
                        "project", workload.projectId(),
                        "pipeline", workload.pipeline(),
                        "action", action.name(),
                        "environment", environment.key()));
    }

    @Override
    public int openedSince(WorkloadKey workload, Instant since) {
        return readers.read(handle -> handle.createQuery("SELECT COUNT(*) FROM request WHERE issuer = :issuer "
                        + "AND project = :project AND pipeline = :pipeline AND opened_at >= :since")
                .bind("issuer", workload.issuer())
                .bind("project", workload.projectId())
                .bind("pipeline", workload.pipeline())
                .bind("since", Times.text(since))
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<RequestId> unreviewed(String identity) {
        return ids("identity = :identity AND review_by IS NOT NULL", Map.of("identity", identity));
    }

    @Override
    public int overdueReviews(Instant now) {
        return readers.read(handle -> handle.createQuery("SELECT COUNT(*) FROM request WHERE review_by <= :now")
                .bind("now", Times.text(now))
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public int pendingOf(String issuer, String projectId) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM request WHERE issuer = :issuer AND project = :project AND outcome IS NULL")
                .bind("issuer", issuer)
                .bind("project", projectId)
                .mapTo(Integer.class)
                .one());
    }
}
