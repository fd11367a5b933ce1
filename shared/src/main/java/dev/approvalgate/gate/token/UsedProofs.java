package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proofs that came with tokens in this process, for as long as they could be used again (RFC 9449, section 11.1). Another replica does
 * not know of them: there a proof can be used once more within its minute, for the same method and address.
 */
final class UsedProofs {

    private static final int MOST = 100_000;

    private final Clock clock;
    private final int most;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    UsedProofs(Clock clock) {
        this(clock, MOST);
    }

    UsedProofs(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /**
     * Takes a proof that nobody has used.
     *
     * @throws GateException with {@code proof_replayed}; with {@code server_busy} where no more can be remembered
     */
    void take(Proof proof) {
        if (until.size() >= most) {
            Instant now = clock.instant();
            until.values().removeIf(end -> !now.isBefore(end));
            if (until.size() >= most) {
                throw new GateException(ReasonCode.SERVER_BUSY, "too many proofs at once; try again in a moment");
            }
        }
        if (until.putIfAbsent(proof.claim(), proof.usableUntil()) != null) {
            throw new GateException(ReasonCode.PROOF_REPLAYED, "the proof has been used before; make another one");
        }
    }
}
