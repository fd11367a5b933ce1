package dev.approvalgate.adapter.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.store.Samples;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.ledger.Commitment;
import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyLoaded;
import dev.approvalgate.domain.settings.SettingsChanged;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.TokenEvent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private final EventCodec codec = new EventCodec();

    private DomainEvent decode(EncodedEvent encoded) {
        Map<String, String> values =
                encoded.values().stream().collect(Collectors.toMap(PersonalValue::commitment, PersonalValue::text));
        return codec.decode(encoded.type(), encoded.schemaVersion(), encoded.payload(), values::get);
    }

    @Test
    void everyEventIsReadAsItWasWritten() {
        for (DomainEvent event : Samples.all()) {
            EncodedEvent encoded = codec.encode(event, RANDOM);
            assertThat(decode(encoded)).as(encoded.type()).isEqualTo(event);
        }
    }

    /** A new event without a stored form, or without a sample here, fails this test. */
    @Test
    void everyEventOfTheDomainHasAFormAndASample() {
        Set<Class<?>> events = Stream.of(ApprovalEvent.class, TokenEvent.class, LinkEvent.class, KeyEvent.class)
                .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                .collect(Collectors.toSet());
        events.add(PolicyLoaded.class);
        events.add(SettingsChanged.class);

        assertThat(codec.types()).isEqualTo(events);
        assertThat(Samples.all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(events);
    }

    @Test
    void payloadsAreCanonical_andNothingPersonalIsInThem() {
        for (DomainEvent event : Samples.all()) {
            EncodedEvent encoded = codec.encode(event, RANDOM);
            assertThat(CanonicalJson.text(tree(encoded.payload()))).isEqualTo(encoded.payload());
            assertThat(encoded.payload()).doesNotContain("Grace said", "rounding", "Ada Example", "version: 1");
        }
    }

    private static Object tree(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, Object.class);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCommitmentIsTheHashOfSaltAndValue_andOfAnotherSaltEachTime() {
        EncodedEvent one = codec.encode(Samples.voted("grace"), RANDOM);
        EncodedEvent other = codec.encode(Samples.voted("grace"), RANDOM);

        PersonalValue value = one.values().get(0);
        byte[] salt = HexFormat.of().parseHex(value.salt());
        assertThat(salt).hasSize(32);
        assertThat(Commitment.to(salt, value.text().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(value.commitment());
        assertThat(one.payload()).contains("\"reason\":{\"c\":\"" + value.commitment() + "\"}");
        assertThat(codec.commitments(one.type(), 1, one.payload())).containsExactly(value.commitment());
        assertThat(other.values().get(0).commitment()).isNotEqualTo(value.commitment());
    }

    @Test
    void anErasedValueIsReadAsErased_andNotWrittenAgain() {
        EncodedEvent encoded = codec.encode(Samples.voted("grace"), RANDOM);

        var read = (ApprovalEvent.Voted) codec.decode(encoded.type(), 1, encoded.payload(), commitment -> null);

        assertThat(read.vote().reason()).isEqualTo(new Personal<String>(null));
        assertThat(read.vote().person()).isEqualTo(Samples.voted("grace").vote().person());
        assertThatThrownBy(() -> codec.encode(read, RANDOM)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halvesOfSurrogatePairsAreMended() {
        var loaded = new PolicyLoaded(
                Sha256.of("p"), Personal.of("a\ud83dz\ude80"), Policy.Origin.file("o"), null, null, Instant.EPOCH);

        assertThat(((PolicyLoaded) decode(codec.encode(loaded, RANDOM))).text().value())
                .isEqualTo("a\ufffdz\ufffd");
    }

    @Test
    void unknownTypesAndVersionsAreRefusedByName() {
        for (var unknown : List.of(Map.entry("request.opened", 2), Map.entry("request.closed", 1))) {
            assertThatThrownBy(() -> codec.decode(unknown.getKey(), unknown.getValue(), "{}", commitment -> null))
                    .isInstanceOfSatisfying(
                            GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.STORE_FAILED))
                    .hasMessageContaining(unknown.getKey() + ", schema version " + unknown.getValue());
        }
    }

    @Test
    void payloadsOfTheWrongFormAreRefused_andTheirValuesNotShown() {
        for (String wrong : List.of(
                "",
                "[]",
                "{\"at\":\"2026-11-02T12:00:00Z\"}",
                "{\"at\":\"sesame\",\"job\":\"j\"}",
                "{\"at\":17,\"job\":\"sesame\"}",
                "{\"job\":\"a\",\"job\":\"sesame\",\"at\":\"2026-11-02T12:00:00Z\"}",
                "{\"at\":\"2026-11-02T12:00:00Z\",\"job\":\"sesame\"} trailing",
                "[".repeat(1000))) {
            assertThatThrownBy(() -> codec.decode("request.joined", 1, wrong, commitment -> null))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.LEDGER_BROKEN))
                    .hasMessageContaining("request.joined")
                    .hasMessageNotContaining("sesame");
        }
    }

    @Test
    void eventsThatNobodyKnowsAreRefused() {
        assertThatThrownBy(() -> codec.encode(() -> Instant.EPOCH, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
