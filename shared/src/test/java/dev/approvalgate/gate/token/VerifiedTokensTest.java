package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private final MutableClock clock = new MutableClock();
    private final List<String> asked = new ArrayList<>();
    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, clock);

    private Verified verify(Secret token) {
        asked.add(token.reveal());
        if (token.reveal().startsWith("bad")) {
            throw new GateException(ReasonCode.TOKEN_SIGNATURE, "no");
        }
        return new Verified(
                "id",
                token.sha256(),
                "payments-deploy",
                "audience",
                List.of(),
                clock.instant(),
                clock.instant().plusSeconds(token.reveal().equals("short") ? 10 : 900),
                null,
                Map.of());
    }

    @Test
    void aTokenIsVerifiedOnceAMinute() {
        assertThat(tokens.verify(Secret.of("good"))).isEqualTo(tokens.verify(Secret.of("good")));
        assertThat(asked).containsExactly("good");

        clock.step(VerifiedTokens.AGE);
        tokens.verify(Secret.of("good"));

        assertThat(asked).containsExactly("good", "good");
    }

    @Test
    void aTokenThatDiffersInOneCharacterIsAnother() {
        tokens.verify(Secret.of("good"));

        tokens.verify(Secret.of("good="));

        assertThat(asked).containsExactly("good", "good=");
    }

    @Test
    void aRefusalIsNotRemembered_andNeitherIsATokenThatHasExpired() {
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(GateException.class, () -> tokens.verify(Secret.of("bad")))
                            .reason())
                    .isEqualTo(ReasonCode.TOKEN_SIGNATURE);
        }
        tokens.verify(Secret.of("short"));
        clock.step(Duration.ofSeconds(10));
        tokens.verify(Secret.of("short"));

        assertThat(asked).containsExactly("bad", "bad", "short", "short");
    }

    @Test
    void aClockThatWasSetBackMakesNothingYoungAgain() {
        tokens.verify(Secret.of("good"));
        clock.step(Duration.ofHours(-1));

        tokens.verify(Secret.of("good"));

        assertThat(asked).hasSize(2);
    }
}
