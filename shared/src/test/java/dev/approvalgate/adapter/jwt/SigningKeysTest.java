package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.port.EventStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The life of keys over a real store. */
class SigningKeysTest extends KeyCase {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aFirstKeySignsAtOnceAndAfterARestartItIsTheSame() {
        DeployToken token = mint(open(), null);
        restart();
        SigningKeys again = open();

        assertThat(mint(again, null).keyId()).isEqualTo(token.keyId());
        assertThat(issuer(again).verifier(clock).verify(token.value()).id()).isEqualTo(token.id());
        assertThat(store.events().read(KeyRing.STREAM).events())
                .containsExactly(
                        new KeyEvent.Made(token.keyId(), "ES256", clock.instant(), clock.instant()),
                        new KeyEvent.Started(token.keyId(), clock.instant()));
    }

    @Test
    void eachAlgorithmHasKeysOfItsOwn() {
        SigningKeys keys = open();
        DeployToken es = mint(keys, null);
        assertThat(keys.algorithms()).containsExactly("ES256");
        DeployToken rs = mint(keys, "RS256");

        assertThat(keys.algorithms()).containsExactly("ES256", "RS256");
        assertThat(keys.jwks()).contains(es.keyId(), rs.keyId()).doesNotContain("\"d\"", "\"p\"");
        assertThat(issuer(keys).verifier(clock).verify(rs.value()).id()).isEqualTo(rs.id());
    }

    @Test
    void aKeyIsPublishedBeforeItSigns_andForAsLongAsItsTokensMayLive() {
        SigningKeys keys = open();
        String first = mint(keys, null).keyId();

        clock.step(DAY.multipliedBy(29));
        keys.tend();
        String second = ids(State.NEXT).get(0);
        assertThat(keys.jwks()).contains(second);
        assertThat(mint(keys, null).keyId()).isEqualTo(first);

        clock.step(DAY);
        assertThat(mint(keys, null).keyId()).as("until it has begun").isEqualTo(first);
        DeployToken last = mint(keys, null);
        keys.tend();
        assertThat(mint(keys, null).keyId()).isEqualTo(second);
        assertThat(issuer(keys).verifier(clock).verify(last.value()).id()).isEqualTo(last.id());

        clock.step(KeyRotation.AFTERLIFE.minusSeconds(1));
        keys.tend();
        assertThat(keys.jwks()).contains(first);
        clock.step(Duration.ofSeconds(1));
        keys.tend();
        assertThat(keys.jwks()).doesNotContain(first).contains(second);
        assertThat(keys.key(first)).isEmpty();
        assertThat(isErased(first)).isTrue();
        assertThat(isErased(second)).isFalse();
    }

    @Test
    void threat21_neitherAClockThatJumpsNorARestartMakesTwoKeysOrSignsWithOneThatNobodyHasSeen() {
        SigningKeys keys = open();
        mint(keys, null);
        Instant beginning = clock.instant();
        Instant real = beginning;
        for (int hour = 0; hour < 40 * 24; hour += 3) {
            // An hour ahead, right, an hour behind, right, and so on; a restart now and then.
            Duration wrong = Duration.ofHours(List.of(1, 0, -1, 0).get(hour / 3 % 4));
            real = real.plus(Duration.ofHours(3));
            clock.set(real.plus(wrong));
            if (hour % 15 == 0) {
                restart();
                keys = open();
            }
            keys.tend();
            keys.tend();
            String id = mint(keys, null).keyId();
            assertThat(ring().published("ES256")).hasSizeLessThanOrEqualTo(3);
            assertThat(ids(State.NEXT)).hasSizeLessThanOrEqualTo(1);
            Instant now = real;
            assertThat(ring().all())
                    .filteredOn(key -> key.id().equals(id))
                    .singleElement()
                    .satisfies(key -> assertThat(key.madeAt().equals(beginning)
                                    || !now.isBefore(key.madeAt().plus(Duration.ofHours(20))))
                            .as("published for most of a day, whatever the clock said")
                            .isTrue());
        }
        assertThat(ring().all()).as("one key in 40 days, besides the first").hasSize(2);
    }

    @Test
    void severalReplicasMakeOneKey() throws Exception {
        mint(open(), null);
        clock.step(DAY.multipliedBy(29));
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<SigningKeys> replicas = List.of(open(), open(), open(), open());
            for (Future<Instant> done : pool.invokeAll(replicas.stream()
                    .map(replica -> (Callable<Instant>) replica::tend)
                    .toList())) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(ids(State.NEXT)).hasSize(1);
    }

    @Test
    void anotherReplicaKnowsAKeyWithoutBeingTold() {
        SigningKeys here = open();
        mint(here, null);
        // As in another process: what is committed here is not announced there.
        var there = SigningKeys.open(
                new KeySources(
                        new Deaf(store.events()), store.signingKeys(), sources().vault(), clock, random),
                KeyRotation.USUAL,
                null);
        there.require(List.of("ES256"));

        here.rotate();
        String next = ids(State.NEXT).get(0);
        assertThat(there.jwks()).doesNotContain(next);
        clock.step(Duration.ofSeconds(10));
        assertThat(there.jwks()).contains(next);

        DeployToken other = mint(here, "RS256");
        clock.step(Duration.ofSeconds(1));
        assertThat(issuer(there).verifier(clock).verify(other.value()).id())
                .as("a key that nobody knows is looked up at once")
                .isEqualTo(other.id());
    }

    @Test
    void tokensAreMintedAndVerifiedWhileKeysRotate() throws Exception {
        SigningKeys keys = open();
        mint(keys, null);
        var verifier = issuer(keys).verifier(clock);
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> work = () -> {
                for (int i = 0; i < 150; i++) {
                    DeployToken token = mint(keys, i % 10 == 0 ? "RS256" : null);
                    assertThat(keys.key(token.keyId())).as("published").isPresent();
                    assertThat(token.expiresAt()).isNotNull();
                }
                return 150;
            };
            var minting = List.of(pool.submit(work), pool.submit(work), pool.submit(work));
            for (int day = 0; day < 70; day++) {
                clock.step(DAY);
                keys.tend();
                DeployToken token = mint(keys, null);
                assertThat(verifier.verify(token.value()).id()).isEqualTo(token.id());
            }
            for (Future<Integer> done : minting) {
                assertThat(done.get()).isEqualTo(150);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(ids(State.RETIRED)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aKeyOfAnEarlierVersionSignsOn() {
        var material = new KeyMaterial(sources());
        String old = material.make(SigningAlgorithm.ES256).id();

        assertThat(mint(open(), null).keyId()).isEqualTo(old);
    }

    @Test
    void aKeyThatSomebodyPutInThePlaceOfOursIsNotPublished() throws Exception {
        SigningKeys keys = open();
        String ours = mint(keys, null).keyId();
        String foreign = new KeyMaterial(sources()).make(SigningAlgorithm.ES256).publicJwk();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("gate.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE signing_key SET public_jwk = '" + foreign + "' WHERE id = '" + ours + "'");
        }
        restart();

        assertThatThrownBy(() -> open().jwks())
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID))
                .hasMessageContaining(ours);
    }

    /** Another process's store: commits are not announced. */
    private record Deaf(EventStore store) implements EventStore {
        @Override
        public History read(String stream) {
            return store.read(stream);
        }

        @Override
        public void commit(Commit commit) {
            store.commit(commit);
        }

        @Override
        public void onCommit(Listener listener) {}
    }
}
