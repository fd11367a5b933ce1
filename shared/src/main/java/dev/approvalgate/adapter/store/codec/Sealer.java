package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.ledger.Commitment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts commitments in the place of personal values while one event is written, and keeps the values. */
final class Sealer {

    private final SecureRandom random;
    private final List<PersonalValue> values = new ArrayList<>();

    Sealer(SecureRandom random) {
        this.random = random;
    }

    /** {@return what stands in the payload; {@code null} where there is no value to begin with} */
    <T> @Nullable Object seal(@Nullable Personal<T> personal, Function<T, Object> writer) {
        if (personal == null) {
            return null;
        }
        T value = personal.value();
        if (value == null) {
            throw new IllegalArgumentException("an erased value cannot be recorded again");
        }
        String text = CanonicalJson.text(WellFormed.value(writer.apply(value)));
        byte[] salt = new byte[Commitment.SALT_BYTES];
        random.nextBytes(salt);
        String commitment = Commitment.to(salt, text.getBytes(StandardCharsets.UTF_8));
        values.add(new PersonalValue(commitment, HexFormat.of().formatHex(salt), text));
        return Map.of(In.COMMITMENT, commitment);
    }

    List<PersonalValue> values() {
        return values;
    }
}
