package dev.approvalgate.adapter.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * What runs where, by our own ledger: what a new change is compared with. It is the change that was given its first token last, of those
 * whose approval still stands. A change whose approval was revoked may never have run: it must be shown again with whatever comes on top
 * of it. A baseline that is too old only shows more.
 */
final class Running {

    private static final String COLUMNS =
            "INSERT INTO running (issuer, project, pipeline, action, environment, commit_id, since, request) ";

    private Running() {}

    /** From its first token on a change counts as running; a change whose commit is unknown is no baseline. */
    static void let(Handle handle, String request, Instant since) {
        handle.createUpdate(COLUMNS
                        + "SELECT issuer, project, pipeline, action, environment, commit_id, :since, id FROM request "
                        + "WHERE id = :request AND commit_id IS NOT NULL "
                        + "ON CONFLICT DO UPDATE SET commit_id = excluded.commit_id, since = excluded.since, "
                        + "request = excluded.request")
                .bind("since", Times.text(since))
                .bind("request", request)
                .execute();
    }

    /** Takes a request back that is marked as revoked. If it was the baseline, the one before it is, or none is. */
    static void takeBack(Handle handle, String request) {
        int removed = handle.createUpdate("DELETE FROM running WHERE request = :request")
                .bind("request", request)
                .execute();
        if (removed == 0) {
            return;
        }
        handle.createUpdate(COLUMNS
                        + "SELECT r.issuer, r.project, r.pipeline, r.action, r.environment, r.commit_id, t.minted_at, r.id "
                        + "FROM request gone JOIN request r USING (issuer, project, pipeline, action, environment) "
                        + "JOIN token t ON t.request = r.id AND t.id = "
                        + "(SELECT f.id FROM token f WHERE f.request = r.id ORDER BY f.position, f.minted_at LIMIT 1) "
                        + "WHERE gone.id = :request AND r.commit_id IS NOT NULL AND r.revoked_at IS NULL "
                        + "ORDER BY t.position DESC, r.position DESC LIMIT 1")
                .bind("request", request)
                .execute();
    }
}
