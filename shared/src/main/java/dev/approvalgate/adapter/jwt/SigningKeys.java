package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.port.SigningKeyStore;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes, seals, opens and publishes signing keys. */
final class SigningKeys {

    private final SigningKeyStore store;
    private final KeyVault vault;

    SigningKeys(SigningKeyStore store, KeyVault vault) {
        this.store = store;
        this.vault = vault;
    }

    /** {@return the newest key of an algorithm, made now if there is none} */
    SigningKey obtain(SigningAlgorithm algorithm, SecureRandom random, Clock clock) {
        if (newest(algorithm).isEmpty()) {
            store.add(make(algorithm, random, clock));
        }
        // Read back: another replica may have been first, and what was stored is what a restart will find.
        StoredKey stored = newest(algorithm)
                .orElseThrow(() -> new GateException(
                        ReasonCode.STORE_FAILED, "the signing key that was just stored cannot be read back"));
        return new SigningKey(stored.id(), algorithm, open(stored, algorithm));
    }

    /** {@return all public keys as a JWK Set (RFC 7517)} */
    String published() {
        return store.all().stream()
                .map(key -> Jwks.json(publicJwk(key)))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** {@return the public key of that id} */
    Optional<PublicKey> publicKey(String id) {
        return store.all().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .map(key -> publicJwk(key).toKey());
    }

    /** {@return all public keys by their ids} */
    Map<String, VerificationKey> verificationKeys() {
        return store.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        StoredKey::id,
                        key -> new VerificationKey(
                                SigningAlgorithm.named(key.algorithm()),
                                publicJwk(key).toKey())));
    }

    private Optional<StoredKey> newest(SigningAlgorithm algorithm) {
        List<StoredKey> keys = store.all();
        return keys.stream()
                .filter(key -> key.algorithm().equals(algorithm.name()))
                .reduce((older, newer) -> newer);
    }

    private StoredKey make(SigningAlgorithm algorithm, SecureRandom random, Clock clock) {
        KeyPair pair = algorithm.generate(random);
        PublicJwk<?> jwk = Jwks.builder()
                .<PublicKey, PrivateKey>key(pair.getPublic())
                .algorithm(algorithm.name())
                .publicKeyUse("sig")
                .idFromThumbprint()
                .build();
        byte[] plain = pair.getPrivate().getEncoded();
        try {
            return new StoredKey(
                    jwk.getId(),
                    algorithm.name(),
                    Jwks.json(jwk),
                    vault.seal(plain, context(jwk.getId())),
                    clock.instant());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private PrivateKey open(StoredKey stored, SigningAlgorithm algorithm) {
        byte[] plain = vault.open(stored.sealedPrivate(), context(stored.id()));
        try {
            return KeyFactory.getInstance(algorithm.keyType()).generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException e) {
            throw new GateException(
                    ReasonCode.STORE_FAILED,
                    "the signing key " + stored.id() + " is stored in a form that cannot be read; restore a backup");
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Parses, so that nothing but a public key can ever be published, whatever was stored. */
    private static PublicJwk<?> publicJwk(StoredKey key) {
        Jwk<?> jwk = Jwks.parser().build().parse(key.publicJwk());
        if (jwk instanceof PublicJwk<?> publicJwk) {
            return publicJwk;
        }
        throw new GateException(
                ReasonCode.STORE_FAILED,
                "what is stored as the public part of key " + key.id() + " is not a public key; restore a backup");
    }

    private static String context(String id) {
        return "signing-key:" + id;
    }

    /** A key that can sign. Prints without its private part. */
    record SigningKey(String id, SigningAlgorithm algorithm, PrivateKey key) {
        @Override
        public String toString() {
            return algorithm + " " + id;
        }
    }
}
