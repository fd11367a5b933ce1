package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent.Minted;
import dev.approvalgate.domain.token.TokenEvent.Revoked;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.work.Work;
import java.time.Clock;
import java.util.List;

/** Ends single tokens. */
final class TokenDeaths {

    /** So many losses in a row mean a defect: each is another event of the same request. */
    private static final int TRIES = 50;

    private final EventStore store;
    private final Clock clock;

    TokenDeaths(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Ends a token; does nothing where it is dead already.
     *
     * @throws GateException with {@code store_failed}, or {@code conflict} where its request changes too fast; it may still live then
     */
    void end(LiveToken token, DeathCause cause) {
        String stream = token.request().value();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            History history = store.read(stream);
            boolean lives = TokenGrant.of(history.events()).unrevoked().stream()
                    .map(Minted::id)
                    .anyMatch(token.id()::equals);
            if (!lives) {
                return;
            }
            var death = new Revoked(token.id(), cause, clock.instant());
            try {
                store.commit(Commit.of(stream, history.version(), List.of(death), List.<Work>of()));
                return;
            } catch (VersionConflict lost) {
                // Somebody else's event came first; it may be this token's end.
            }
        }
        throw new GateException(ReasonCode.CONFLICT, "request " + stream + " changes too fast; try again");
    }
}
