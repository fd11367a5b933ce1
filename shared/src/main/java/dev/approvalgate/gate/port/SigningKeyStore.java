package dev.approvalgate.gate.port;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Where signing keys lie, sealed. Keys are state, not a projection. */
public interface SigningKeyStore {

    /** {@return all keys, oldest first} */
    List<StoredKey> all();

    /** Adds a key. Does nothing where a key of that id is there, so that two replicas may start together. */
    void add(StoredKey key);

    /** Erases a key's private part for good; its public part stays, so that old tokens can be told. Does nothing where that is done. */
    void erase(String id);

    /**
     * One key.
     *
     * @param id {@code kid}: the RFC 7638 thumbprint
     * @param algorithm JWS algorithm, {@code ES256} or {@code RS256}
     * @param publicJwk the public key as a JWK
     * @param sealedPrivate the private key, PKCS #8, sealed by the vault under the context {@code signing-key:<id>}; empty where it was
     *     erased, or lies elsewhere
     * @param createdAt when it was made
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by id
    record StoredKey(String id, String algorithm, String publicJwk, byte[] sealedPrivate, Instant createdAt) {
        /** {@return whether its private part lies here} */
        public boolean hasPrivate() {
            return sealedPrivate.length > 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof StoredKey that
                    && id.equals(that.id)
                    && Arrays.equals(sealedPrivate, that.sealedPrivate);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return algorithm + " " + id;
        }
    }
}
