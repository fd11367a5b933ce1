package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.token.TokenEvent;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps what can be looked up in step with the ledger: requests and their runs, tokens, and what runs where. */
final class Projections {

    /** Applies one event, in the transaction that stores it. */
    void apply(Handle handle, long position, String stream, DomainEvent event) {
        if (event instanceof ApprovalEvent.Opened opened) {
            opened(handle, position, opened.ask());
        } else if (event instanceof ApprovalEvent.Settled settled) {
            handle.createUpdate("UPDATE request SET outcome = :outcome WHERE id = :id")
                    .bind("outcome", settled.decision().outcome().name())
                    .bind("id", stream)
                    .execute();
        } else if (event instanceof ApprovalEvent.GlassBroken broken) {
            review(handle, stream, Times.text(broken.reviewBy()));
        } else if (event instanceof ApprovalEvent.EmergencyReviewed) {
            review(handle, stream, null);
        } else if (event instanceof ApprovalEvent.ApprovalRevoked revoked) {
            handle.createUpdate("UPDATE request SET revoked_at = :at WHERE id = :id")
                    .bind("at", Times.text(revoked.at()))
                    .bind("id", stream)
                    .execute();
            Running.takeBack(handle, stream);
        } else if (event instanceof TokenEvent.Minted minted) {
            minted(handle, position, stream, minted);
        } else if (event instanceof TokenEvent.Revoked revoked) {
            handle.createUpdate("UPDATE token SET revoked_at = :at, cause = :cause, died_position = :position "
                            + "WHERE request = :request AND id = :id AND revoked_at IS NULL")
                    .bind("at", Times.text(revoked.at()))
                    .bind("cause", revoked.cause().code())
                    .bind("position", position)
                    .bind("request", stream)
                    .bind("id", revoked.id())
                    .execute();
        }
    }

    /** Removes everything, before it is built anew. */
    void clear(Handle handle) {
        handle.execute("DELETE FROM request");
        handle.execute("DELETE FROM token");
        handle.execute("DELETE FROM running");
    }

    private static void opened(Handle handle, long position, Ask ask) {
        ChangeBinding binding = ask.change().binding();
        handle.createUpdate(
                        "INSERT INTO request (id, position, digest, issuer, project, pipeline, action, run, attempt, environment, "
                                + "environment_name, identity, commit_id, opened_at, deadline) VALUES (:id, :position, :digest, "
                                + ":issuer, :project, :pipeline, :action, :run, :attempt, :environment, :environment_name, :identity, :commit_id, "
                                + ":opened_at, :deadline)")
                .bind("id", ask.id().value())
                .bind("position", position)
                .bind("digest", ask.change().digest().hex())
                .bind("issuer", binding.workload().issuer())
                .bind("project", binding.workload().projectId())
                .bind("pipeline", binding.workload().pipeline())
                .bind("action", binding.action().name())
                .bind("run", binding.run().id())
                .bind("attempt", binding.run().attempt())
                .bind("environment", binding.environment().key())
                .bind("environment_name", binding.environment().display())
                .bind("identity", ask.requester().identity())
                .bind("commit_id", binding.commit())
                .bind("opened_at", Times.text(ask.terms().openedAt()))
                .bind("deadline", Times.text(ask.terms().deadline()))
                .execute();
    }

    private static void review(Handle handle, String request, @Nullable String dueBy) {
        handle.createUpdate("UPDATE request SET review_by = :due WHERE id = :id")
                .bind("due", dueBy)
                .bind("id", request)
                .execute();
    }

    private static void minted(Handle handle, long position, String request, TokenEvent.Minted minted) {
        boolean first = handle.createQuery("SELECT NOT EXISTS (SELECT 1 FROM token WHERE request = :request)")
                .bind("request", request)
                .mapTo(Boolean.class)
                .one();
        handle.createUpdate(
                        "INSERT INTO token (request, id, job, hash, minted_at, expires_at, position, audience, scopes, key_id, "
                                + "confirmation) VALUES (:request, :id, :job, :hash, :minted_at, :expires_at, :position, "
                                + ":audience, :scopes, :key_id, :confirmation) ON CONFLICT DO NOTHING")
                .bind("request", request)
                .bind("id", minted.id())
                .bind("job", minted.job())
                .bind("hash", minted.token().hex())
                .bind("minted_at", Times.text(minted.at()))
                .bind("expires_at", Times.text(minted.expiresAt()))
                .bind("position", position)
                .bind("audience", minted.audience())
                .bind("scopes", String.join(" ", minted.scopes()))
                .bind("key_id", minted.keyId())
                .bind("confirmation", minted.confirmation())
                .execute();
        if (first) {
            Running.let(handle, request, minted.at());
        }
    }
}
