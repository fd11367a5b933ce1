package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;

/** Ends single tokens, for whoever finds that they must not live. */
@FunctionalInterface
public interface TokenDeaths {

    /**
     * Ends a token; does nothing where it is dead already.
     *
     * @param request the request that it was minted for
     * @param token its id
     * @param cause why
     * @throws GateException with {@code store_failed}, {@code conflict} where its request changes too fast, or {@code request_not_found};
     *     it may still live then
     */
    void end(RequestId request, String token, DeathCause cause);
}
