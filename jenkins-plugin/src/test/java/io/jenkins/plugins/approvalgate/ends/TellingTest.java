package io.jenkins.plugins.approvalgate.ends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellingTest {

    private static final BuildName RUNS = new BuildName("deploy", "inline", 1, 1);
    private static final BuildName GONE = new BuildName("deploy", "inline", 2, 2);
    private static final String HERE = "embedded";
    private static final String SERVER = "https://gate.example.com";
    private static final EndedBlock BLOCK = new EndedBlock("5", "req_0123456789abcdefghjkmnpqrs");

    @TempDir
    private Path home;

    private final FakeGate gate = new FakeGate();
    private Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private AskedBuilds asked() {
        return new AskedBuilds(home);
    }

    private boolean round(AskedBuilds asked) {
        return new Telling(asked, clock).round(name -> name.equals(HERE) ? gate : null, () -> Set.of(RUNS));
    }

    @Test
    void aBlockThatEndedTakesNothingFromTheOthersOfItsBuild_andABuildThatIsGoneEndsAsAWhole() {
        AskedBuilds asked = asked();
        asked.asks(HERE, RUNS);
        asked.asks(HERE, GONE);
        asked.ended(HERE, RUNS, BLOCK);
        asked.ended(HERE, GONE, BLOCK);

        assertThat(round(asked)).isTrue();
        assertThat(gate.told).containsExactlyInAnyOrder("block 5 of 1-1", "build 2-2");
        assertThat(round(asked)).isTrue();
        assertThat(gate.told).hasSize(2);
        assertThat(asked().hasAsked(RUNS)).isTrue();
        assertThat(asked().hasAsked(GONE)).isFalse();
    }

    @Test
    void threat20_whatEndedWhileTheGateWasAwayIsToldAfterARestart() {
        AskedBuilds before = asked();
        before.asks(HERE, RUNS);
        before.asks(HERE, GONE);
        before.ended(HERE, RUNS, BLOCK);
        gate.fault = ReasonCode.SERVER_UNREACHABLE;
        assertThat(round(before)).isFalse();
        assertThat(gate.told).isEmpty();

        gate.fault = null;
        assertThat(round(asked())).isTrue();
        assertThat(gate.told).containsExactlyInAnyOrder("block 5 of 1-1", "build 2-2");
    }

    @Test
    void whatTheGateKnowsBetterIsNotToldAgain_andWhatItCannotTakeNowIs() {
        AskedBuilds asked = asked();
        asked.asks(HERE, RUNS);
        asked.ended(HERE, RUNS, BLOCK);
        for (ReasonCode code : List.of(
                ReasonCode.TOKEN_EXPIRED,
                ReasonCode.REQUEST_TIMEOUT,
                ReasonCode.ENDPOINT_NOT_FOUND,
                ReasonCode.CONFIGURATION_INVALID)) {
            gate.fault = code;
            assertThat(round(asked)).isFalse();
            assertThat(asked().all().get(0).ended()).containsExactly(BLOCK);
        }

        gate.fault = ReasonCode.REQUEST_NOT_FOUND;
        assertThat(round(asked)).isTrue();
        assertThat(asked().all().get(0).ended()).isEmpty();
    }

    @Test
    void aRefusalOfMonthsIsAnAnswer_andAGateThatIsAwayGivesNone() {
        AskedBuilds asked = asked();
        asked.asks(HERE, GONE);
        clock = Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(31)), ZoneOffset.UTC);
        gate.fault = ReasonCode.SERVER_UNREACHABLE;
        assertThat(round(asked)).isFalse();
        assertThat(asked.hasAsked(GONE)).isTrue();

        gate.fault = ReasonCode.ISSUER_UNKNOWN;
        assertThat(round(asked)).isTrue();
        assertThat(asked().hasAsked(GONE)).isFalse();
    }

    @Test
    void whatAnotherGateIsToKnowWaitsForIt() {
        AskedBuilds asked = asked();
        asked.asks(SERVER, GONE);

        assertThat(round(asked)).isTrue();
        assertThat(gate.told).isEmpty();
        assertThat(new Telling(asked, clock).round(name -> gate, Set::of)).isTrue();
        assertThat(gate.told).containsExactly("build 2-2");
    }

    @Test
    void aGateThatIsAwayKeepsNobodyFromTellingAnother() {
        AskedBuilds asked = asked();
        asked.asks(SERVER, GONE);
        asked.asks(HERE, GONE);

        boolean done = new Telling(asked, clock)
                .round(
                        name -> {
                            if (name.equals(SERVER)) {
                                throw new GateException(ReasonCode.SERVER_UNREACHABLE, "away");
                            }
                            return gate;
                        },
                        Set::of);

        assertThat(done).isFalse();
        assertThat(gate.told).containsExactly("build 2-2");
    }
}
