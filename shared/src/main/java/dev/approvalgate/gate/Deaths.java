package dev.approvalgate.gate;

import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Makes the events by which tokens die before their time. */
final class Deaths {

    private Deaths() {}

    static List<TokenEvent.Revoked> of(Collection<TokenEvent.Minted> tokens, DeathCause cause, Instant now) {
        return tokens.stream()
                .map(token -> new TokenEvent.Revoked(token.id(), cause, now))
                .toList();
    }
}
