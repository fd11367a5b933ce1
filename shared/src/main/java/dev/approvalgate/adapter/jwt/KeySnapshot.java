package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys as they were at one moment, ready for use.
 *
 * @param jwks the published keys as a JWK Set (RFC 7517): current, next and previous of each algorithm
 * @param keys the published keys by their ids
 * @param signers what signs, by algorithm
 * @param algorithms those that keys are published of
 * @param at when
 * @param change the last change of this process that it tells of
 */
record KeySnapshot(
        String jwks,
        Map<String, VerificationKey> keys,
        Map<SigningAlgorithm, Signer> signers,
        List<String> algorithms,
        Instant at,
        long change) {

    /** There is nothing yet. */
    static final KeySnapshot NONE = new KeySnapshot("{\"keys\":[]}", Map.of(), Map.of(), List.of(), Instant.EPOCH, 0);

    /**
     * {@return the keys of a ring}
     *
     * @param opened finds the signer of a key that signs
     */
    static KeySnapshot of(
            KeyRing ring, List<StoredKey> stored, Function<KeyLife, Signer> opened, Instant at, long change) {
        var jwks = new StringJoiner(",", "{\"keys\":[", "]}");
        var keys = new LinkedHashMap<String, VerificationKey>();
        var signers = new EnumMap<SigningAlgorithm, Signer>(SigningAlgorithm.class);
        for (KeyLife life : ring.published()) {
            SigningAlgorithm algorithm = SigningAlgorithm.named(life.algorithm());
            PublicPart part = KeyMaterial.publicPart(life, stored);
            jwks.add(part.published(algorithm));
            keys.put(life.id(), new VerificationKey(algorithm, part.key()));
            if (life.state() == State.CURRENT) {
                signers.put(algorithm, opened.apply(life));
            }
        }
        List<String> algorithms =
                ring.published().stream().map(KeyLife::algorithm).distinct().toList();
        return new KeySnapshot(jwks.toString(), Map.copyOf(keys), Map.copyOf(signers), algorithms, at, change);
    }

    /** {@return whether it was read so long ago at most, whichever way the clock has been set since} */
    boolean isYoungerThan(Duration age, Instant now) {
        return Duration.between(at, now).abs().compareTo(age) < 0;
    }

    KeySnapshot seenAgain(Instant now) {
        return new KeySnapshot(jwks, keys, signers, algorithms, now, change);
    }

    Optional<Signer> signer(SigningAlgorithm algorithm) {
        return Optional.ofNullable(signers.get(algorithm));
    }

    /** {@return the signer of a key, where it signs already} */
    @Nullable
    Signer signer(String id) {
        return signers.values().stream()
                .filter(signer -> signer.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
