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
    private final UsedProofs used = new UsedProofs(clock, 2);

    private Proof proof(String id) {
        return new Proof(id, "thumbprint", clock.instant().plusSeconds(60));
    }

    private ReasonCode refusal(Proof proof) {
        return catchThrowableOfType(GateException.class, () -> used.take(proof)).reason();
    }

    @Test
    void aProofIsGoodOnce() {
        used.take(proof("a"));

        assertThat(refusal(proof("a"))).isEqualTo(ReasonCode.PROOF_REPLAYED);
        used.take(new Proof("a", "another key", clock.instant().plusSeconds(60)));
    }

    @Test
    void soManyAreRememberedAndNoMoreAreTaken_untilTheyAreStale() {
        used.take(proof("a"));
        used.take(proof("b"));
        assertThat(refusal(proof("c"))).isEqualTo(ReasonCode.SERVER_BUSY);

        clock.step(Duration.ofSeconds(60));

        used.take(proof("c"));
    }
}
