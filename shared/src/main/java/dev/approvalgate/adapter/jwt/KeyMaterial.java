package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes, seals, opens and reads keys. */
final class KeyMaterial {

    private static final byte[] PROBE = {1, 2, 3};

    private final KeySources sources;

    KeyMaterial(KeySources sources) {
        this.sources = sources;
    }

    /** Makes a key and stores it. As long as no event tells of it, it is nobody's. */
    StoredKey make(SigningAlgorithm algorithm) {
        KeyPair pair = algorithm.generate(sources.random());
        PublicPart part = PublicPart.of(pair.getPublic());
        byte[] plain = pair.getPrivate().getEncoded();
        try {
            var key = new StoredKey(
                    part.id(),
                    algorithm.name(),
                    part.published(algorithm),
                    sources.vault().seal(plain, context(part.id())),
                    sources.clock().instant());
            sources.store().add(key);
            return key;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Stores the public part of a key that lies elsewhere. */
    void keep(ExternalKey external) {
        PublicPart part = PublicPart.parse(external.publicJwk());
        SigningAlgorithm algorithm = external.algorithm();
        sources.store()
                .add(new StoredKey(
                        part.id(),
                        algorithm.name(),
                        part.published(algorithm),
                        new byte[0],
                        sources.clock().instant()));
    }

    List<StoredKey> all() {
        return sources.store().all();
    }

    Optional<StoredKey> find(String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /**
     * {@return a published key's public part}
     *
     * @throws GateException with {@code store_failed} where it is lost, or another lies in its place
     */
    static PublicPart publicPart(KeyLife life, List<StoredKey> stored) {
        return stored.stream()
                .filter(key -> key.id().equals(life.id()))
                .findFirst()
                .map(key -> PublicPart.parse(key.publicJwk()))
                .filter(part -> part.id().equals(life.id()))
                .orElseThrow(() -> new GateException(
                        ReasonCode.STORE_FAILED,
                        "the signing key " + life.id() + " is lost or altered in the store; restore a backup"));
    }

    /**
     * {@return a signer that has signed once, so that it is known to belong to its public part}
     *
     * @throws GateException with {@code configuration_invalid} where the installation's key does not open it
     */
    Signer open(StoredKey stored) {
        SigningAlgorithm algorithm = SigningAlgorithm.named(stored.algorithm());
        byte[] plain = sources.vault().open(stored.sealedPrivate(), context(stored.id()));
        try {
            PrivateKey key = FastProvider.keys(algorithm).generatePrivate(new PKCS8EncodedKeySpec(plain));
            var signer = new LocalSigner(stored.id(), algorithm, key);
            var published = new VerificationKey(
                    algorithm, PublicPart.parse(stored.publicJwk()).key());
            if (Signatures.hold(published, PROBE, signer.sign(PROBE))) {
                return signer;
            }
        } catch (GeneralSecurityException e) {
            // Told below: its message may quote the key.
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        throw new GateException(
                ReasonCode.STORE_FAILED,
                "the signing key " + stored.id() + " is stored in a form that cannot be read; restore a backup");
    }

    /** {@return whether the private part is here and can be opened} */
    boolean opens(StoredKey stored) {
        try {
            return stored.hasPrivate() && open(stored).id().equals(stored.id());
        } catch (GateException e) {
            return false;
        }
    }

    private static String context(String id) {
        return "signing-key:" + id;
    }
}
