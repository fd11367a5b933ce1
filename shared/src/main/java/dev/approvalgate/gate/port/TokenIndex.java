package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds tokens without reading every stream, and tells what has become of them since. A projection of the ledger: written with it, and
 * rebuildable from it.
 */
public interface TokenIndex {

    /**
     * {@return the tokens that have neither been revoked nor expired}
     *
     * @throws GateException with {@code store_failed}
     */
    Changes live(Instant now);

    /**
     * {@return what has happened after a position of the ledger}
     *
     * @throws GateException with {@code store_failed}
     */
    Changes since(long position);

    /**
     * {@return the token of that id, whatever has become of it}
     *
     * @throws GateException with {@code store_failed}
     */
    Optional<Entry> find(String id);

    /**
     * What was read, and up to where.
     *
     * @param position position of the last record that this knows of; nothing up to it is missing
     * @param minted tokens, oldest first; a token may be among the dead too
     * @param deaths tokens that died before their time, by their ids
     */
    record Changes(long position, List<LiveToken> minted, Map<String, DeathCause> deaths) {
        public Changes {
            minted = List.copyOf(minted);
            deaths = Map.copyOf(deaths);
        }
    }

    /**
     * A token and its end.
     *
     * @param token the token
     * @param death why it died before its time; empty where it did not
     */
    record Entry(LiveToken token, Optional<DeathCause> death) {}
}
