package dev.approvalgate.gate.port;

import java.time.Instant;
import java.util.Optional;

/** Where tokens of CI hosts lie, sealed, until they are dead: whoever would revoke one must have it. State, not a projection. */
public interface HostTokenStore {

    /** Keeps a token. */
    void put(SealedToken token);

    /** {@return a token that was kept; empty where it was not, or is erased} */
    Optional<SealedToken> find(String id);

    /** Erases a token. Does nothing where it is erased already. */
    void erase(String id);

    /**
     * One token.
     *
     * @param id the gate's id of it
     * @param request the request that it was minted for
     * @param sealed its value, sealed by the vault under the context {@code host-token:<id>}
     * @param expiresAt when it dies by itself
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by id
    record SealedToken(String id, String request, byte[] sealed, Instant expiresAt) {}
}
