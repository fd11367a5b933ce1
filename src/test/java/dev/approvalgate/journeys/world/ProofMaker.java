package dev.approvalgate.journeys.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;

/** A job with a key of its own, which proves that it has it (DPoP, RFC 9449). */
public final class ProofMaker {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KeyPair pair;
    private final Clock clock;

    private ProofMaker(KeyPair pair, Clock clock) {
        this.pair = pair;
        this.clock = clock;
    }

    /** {@return somebody with a fresh key} */
    public static ProofMaker fresh(Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new ProofMaker(generator.generateKeyPair(), clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a fresh proof for a request} */
    public String proof(String method, String address) {
        ObjectNode header = MAPPER.createObjectNode().put("typ", "dpop+jwt").put("alg", "ES256");
        var point = ((ECPublicKey) pair.getPublic()).getW();
        header.putObject("jwk")
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", base64(fixed(point.getAffineX())))
                .put("y", base64(fixed(point.getAffineY())));
        ObjectNode claims = MAPPER.createObjectNode()
                .put("jti", UUID.randomUUID().toString())
                .put("htm", method)
                .put("htu", address)
                .put("iat", clock.instant().getEpochSecond());
        String input = base64(header.toString().getBytes(UTF_8)) + "."
                + base64(claims.toString().getBytes(UTF_8));
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update(input.getBytes(UTF_8));
            return input + "." + base64(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fixed(BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
