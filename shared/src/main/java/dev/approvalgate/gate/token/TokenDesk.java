package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.port.TokenVerifier;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.util.Optional;

/** What can be done with a token that somebody shows: give it back, and ask whether it lives. */
public final class TokenDesk {

    private final TokenVerifier verifier;
    private final LiveTokens live;
    private final TokenIndex index;
    private final Requests requests;

    /**
     * A desk for the tokens of one gate.
     *
     * @param verifier verifies what is shown
     * @param live which tokens live
     * @param index what is recorded of tokens
     * @param requests where their ends are recorded
     */
    public TokenDesk(TokenVerifier verifier, LiveTokens live, TokenIndex index, Requests requests) {
        this.verifier = verifier;
        this.live = live;
        this.index = index;
        this.requests = requests;
    }

    /**
     * Ends a token. Whoever has it may end it. Does nothing where it is no token of ours, unknown, expired or dead already.
     *
     * @throws GateException with {@code store_failed}; the token may still live then
     */
    public void giveBack(Secret token) {
        // The store itself is asked, not the memory: nobody gives a token back twice, and a stale memory must not keep
        // it alive.
        verified(token)
                .flatMap(shown -> index.find(shown.id())
                        .filter(entry -> entry.token().hash().equals(shown.hash())))
                .ifPresent(entry ->
                        requests.giveBack(entry.token().request(), entry.token().id()));
    }

    /**
     * {@return what a token says, where it lives; empty where it does not, for whatever reason}
     *
     * @throws GateException with {@code token_feed_stale} where that cannot be said now
     */
    public Optional<Verified> active(Secret token) {
        return verified(token).filter(this::lives);
    }

    private Optional<Verified> verified(Secret token) {
        try {
            return Optional.of(verifier.verify(token));
        } catch (GateException e) {
            requireRefusal(e);
            return Optional.empty();
        }
    }

    private boolean lives(Verified token) {
        try {
            live.alive(token);
            return true;
        } catch (GateException e) {
            requireRefusal(e);
            return false;
        }
    }

    /** What could not be found out is no answer. */
    private static void requireRefusal(GateException e) {
        if (e.reason().kind() != ReasonCode.Kind.UNAUTHENTICATED) {
            throw e;
        }
    }
}
