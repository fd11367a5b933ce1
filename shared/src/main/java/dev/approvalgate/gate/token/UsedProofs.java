package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Proofs that came with tokens in this process, for as long as they could be used again (RFC 9449, section 11.1). One that was made
 * before this process began may have been used before it, and is stale. Another replica does not know of them: there a proof can be
 * used once more within its minute, for the same method and address.
 */
final class UsedProofs {

    private static final int MOST = 100_000;
    /** Of one key, so that its holder does not take the room of all others. */
    private static final int MOST_OF_KEY = 1_000;

    private final Clock clock;
    private final Instant begun;
    private final int mostOfKey;
    private final Semaphore room;
    /** Ends by proof, by the thumbprint of its key. */
    private final Map<String, Map<String, Instant>> byKey = new ConcurrentHashMap<>();

    UsedProofs(Clock clock) {
        this(clock, MOST, MOST_OF_KEY);
    }

    UsedProofs(Clock clock, int most, int mostOfKey) {
        this.clock = clock;
        this.begun = clock.instant();
        this.room = new Semaphore(most);
        this.mostOfKey = mostOfKey;
    }

    /**
     * Takes a proof that nobody has used.
     *
     * @throws GateException with {@code proof_replayed}; with {@code proof_stale} where it was made before this process began; with
     *     {@code server_busy} where no more can be remembered, of this key or at all
     */
    void take(Proof proof) {
        if (proof.issuedAt().isBefore(begun)) {
            throw new GateException(
                    ReasonCode.PROOF_STALE, "the proof was made before the gate was started; make another one");
        }
        if (room.availablePermits() == 0) {
            byKey.keySet()
                    .forEach(key -> byKey.computeIfPresent(key, (same, proofs) -> {
                        forget(proofs);
                        return proofs.isEmpty() ? null : proofs;
                    }));
        }
        byKey.compute(proof.thumbprint(), (key, known) -> {
            Map<String, Instant> proofs = known == null ? new HashMap<>() : known;
            if (proofs.size() >= mostOfKey) {
                forget(proofs);
                requireRoom(proofs.size() < mostOfKey);
            }
            if (proofs.containsKey(proof.claim())) {
                throw new GateException(ReasonCode.PROOF_REPLAYED, "the proof has been used before; make another one");
            }
            requireRoom(room.tryAcquire());
            proofs.put(proof.claim(), proof.usableUntil());
            return proofs;
        });
    }

    private void forget(Map<String, Instant> proofs) {
        Instant now = clock.instant();
        int before = proofs.size();
        proofs.values().removeIf(end -> !now.isBefore(end));
        room.release(before - proofs.size());
    }

    private static void requireRoom(boolean there) {
        if (!there) {
            throw new GateException(ReasonCode.SERVER_BUSY, "too many proofs at once; try again in a moment");
        }
    }
}
