package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to the tokens of a request; recorded in the request's own stream, so that one version guards both. Uses alone have a
 * stream of their own for each token: they never decide anything, and must not hold up what does.
 */
public sealed interface TokenEvent extends DomainEvent {

    /**
     * A token was minted. Recorded before the token leaves.
     *
     * @param id the token's {@code jti}
     * @param job the host's id of the job that holds it
     * @param token SHA-256 of the compact token; the token itself is never recorded
     * @param keyId {@code kid} of the key that signed it; {@link Minted#NO_KEY} where the host minted it
     * @param audience who may accept it
     * @param scopes what it allows
     * @param at when it was minted
     * @param expiresAt when it dies by itself
     * @param confirmation RFC 7638 thumbprint of the key that its holder must prove to have, or {@code null} for a bearer token
     * @param kind who minted it
     */
    record Minted(
            String id,
            String job,
            Sha256 token,
            String keyId,
            String audience,
            List<String> scopes,
            Instant at,
            Instant expiresAt,
            @Nullable String confirmation,
            TokenKind kind)
            implements TokenEvent {

        /** The key of a token that is not signed by the gate. */
        public static final String NO_KEY = "none";

        public Minted {
            scopes = List.copyOf(scopes);
        }

        /** A token that the gate signed. */
        public Minted(
                String id,
                String job,
                Sha256 token,
                String keyId,
                String audience,
                List<String> scopes,
                Instant at,
                Instant expiresAt,
                @Nullable String confirmation) {
            this(id, job, token, keyId, audience, scopes, at, expiresAt, confirmation, TokenKind.DEPLOY);
        }
    }

    /**
     * A token died before its time.
     *
     * @param id its {@code jti}
     * @param cause why
     * @param at when
     */
    record Revoked(String id, DeathCause cause, Instant at) implements TokenEvent {}

    /**
     * An operator, whom the gate does not know, ordered the death of a token; always together with the {@link Revoked} that follows.
     *
     * @param id its {@code jti}
     * @param channel where the order came from
     * @param reason why, in the operator's words
     * @param at when
     */
    record DeathOrdered(String id, String channel, Personal<String> reason, Instant at) implements TokenEvent {}

    /**
     * The run attempt that the approval was for has ended. Nothing is minted for it any more, whoever still holds a proof of its jobs.
     *
     * @param at when
     */
    record Closed(Instant at) implements TokenEvent {}

    /**
     * A workload proved who it is and asked for a token, and did not get one.
     *
     * @param job the host's id of the job
     * @param reason why
     * @param at when
     */
    record MintRefused(String job, ReasonCode reason, Instant at) implements TokenEvent {}

    /**
     * A token was let through to a target. The pattern of the policy stands for the path: paths are written by callers, may hold what is
     * personal, and the target's own log has them.
     *
     * @param id the token's {@code jti}
     * @param request the request that it was minted for
     * @param identity the registered identity that it was minted for
     * @param target the target's id in the policy
     * @param method of HTTP
     * @param pattern the pattern that the path was of
     * @param count how many times
     * @param from the first of them
     * @param to the last of them
     */
    record Used(
            String id,
            RequestId request,
            String identity,
            String target,
            String method,
            String pattern,
            int count,
            Instant from,
            Instant to)
            implements TokenEvent {
        public Used {
            if (count < 1) {
                throw new IllegalArgumentException("a use is at least one");
            }
        }

        @Override
        public Instant at() {
            return to;
        }
    }
}
