package dev.approvalgate.adapter.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published keys as PEM files (SubjectPublicKeyInfo), for verifiers that name files. Each algorithm has always the same three:
 * {@code ES256-current.pem}, {@code ES256-next.pem} and {@code ES256-previous.pem}; where there is no next or no previous key, that file
 * holds the current one, so that what names all three never misses one.
 */
public final class PemFiles {

    private static final List<State> STATES = List.of(State.CURRENT, State.NEXT, State.PREVIOUS);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemFiles() {}

    /** {@return the files by their names, of a store's keys} */
    public static Map<String, String> of(KeyRing ring, List<StoredKey> stored) {
        var files = new LinkedHashMap<String, String>();
        for (String algorithm : ring.algorithms()) {
            ring.key(algorithm, State.CURRENT).ifPresent(current -> {
                for (State state : STATES) {
                    KeyLife key = ring.key(algorithm, state).orElse(current);
                    files.put(
                            name(algorithm, state),
                            pem(KeyMaterial.publicPart(key, stored).key()));
                }
            });
        }
        return files;
    }

    /**
     * {@return the files by their names, of a published JWK Set} A set does not say which key is which: a gate publishes them in the order
     * current, next, previous, so the second of two is taken for the next one, whichever it is.
     *
     * @throws GateException with {@code host_unreachable} where it is no set of public keys
     */
    public static Map<String, String> of(String jwks) {
        var byAlgorithm = new LinkedHashMap<String, List<String>>();
        for (PublicKey key : OwnLoader.call(() -> keys(jwks))) {
            for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
                if (algorithm.keyType().equals(key.getAlgorithm())) {
                    byAlgorithm
                            .computeIfAbsent(algorithm.name(), name -> new ArrayList<>())
                            .add(pem(key));
                }
            }
        }
        var files = new LinkedHashMap<String, String>();
        byAlgorithm.forEach((algorithm, pems) -> {
            for (int i = 0; i < STATES.size(); i++) {
                files.put(name(algorithm, STATES.get(i)), pems.get(i < pems.size() ? i : 0));
            }
        });
        return files;
    }

    private static List<PublicKey> keys(String jwks) {
        var keys = new ArrayList<PublicKey>();
        try {
            for (Jwk<?> jwk : Jwks.setParser().build().parse(jwks).getKeys()) {
                if (jwk instanceof PublicJwk<?> one) {
                    keys.add(one.toKey());
                }
            }
        } catch (JwtException | IllegalArgumentException e) {
            // Its message may quote what was read.
            throw new GateException(
                    ReasonCode.HOST_UNREACHABLE,
                    "what was read is no set of public keys (JWK Set); name the gate's own URL");
        }
        return keys;
    }

    private static String name(String algorithm, State state) {
        return algorithm + "-" + state.word() + ".pem";
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + new String(LINES.encode(key.getEncoded()), US_ASCII)
                + "\n-----END PUBLIC KEY-----\n";
    }
}
