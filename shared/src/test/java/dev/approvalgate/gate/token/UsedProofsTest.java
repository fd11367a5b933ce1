package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsedProofsTest {

    private final MutableClock clock = new MutableClock();
    private final UsedProofs used = new UsedProofs(clock, 3, 2);

    private Proof proof(String id) {
        return proof(id, "thumbprint");
    }

    private Proof proof(String id, String key) {
        return new Proof(id, key, clock.instant(), clock.instant().plusSeconds(60));
    }

    private ReasonCode refusal(Proof proof) {
        return catchThrowableOfType(GateException.class, () -> used.take(proof)).reason();
    }

    @Test
    void aProofIsGoodOnce() {
        used.take(proof("a"));

        assertThat(refusal(proof("a"))).isEqualTo(ReasonCode.PROOF_REPLAYED);
        used.take(proof("a", "another key"));
    }

    @Test
    void soManyAreRememberedAndNoMoreAreTaken_untilTheyAreStale() {
        used.take(proof("a"));
        used.take(proof("b"));
        assertThat(refusal(proof("c"))).as("of one key").isEqualTo(ReasonCode.SERVER_BUSY);
        used.take(proof("a", "another key"));
        assertThat(refusal(proof("a", "a third key"))).as("of all").isEqualTo(ReasonCode.SERVER_BUSY);

        clock.step(Duration.ofSeconds(60));

        used.take(proof("a", "a third key"));
        used.take(proof("c"));
    }

    @Test
    void threat20_aProofThatMayHaveBeenUsedBeforeARestartIsStale() {
        Proof before = proof("a");
        clock.step(Duration.ofMillis(1));
        var restarted = new UsedProofs(clock);

        assertThat(catchThrowableOfType(GateException.class, () -> restarted.take(before))
                        .reason())
                .isEqualTo(ReasonCode.PROOF_STALE);
        restarted.take(proof("b"));
    }
}
