package dev.approvalgate.journeys.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.LoopbackServer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A CI host that issues identity tokens, signed with ES256, and publishes its key. */
public final class CiHost implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Every host calls its key the same. */
    private static final String KEY = "key-1";

    private final LoopbackServer server = LoopbackServer.start(0);
    private final Clock clock;
    private final KeyPair keys;

    /** Starts a host. */
    public CiHost(Clock clock) {
        this.clock = clock;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var jwk = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "alg", "ES256",
                "use", "sig",
                "kid", KEY,
                "x", base64(coordinate(point.getAffineX())),
                "y", base64(coordinate(point.getAffineY())));
        server.route(
                "GET",
                "/.well-known/openid-configuration",
                call -> Answer.json(200, json(Map.of("issuer", issuer(), "jwks_uri", issuer() + "/jwks"))));
        server.route("GET", "/jwks", call -> Answer.json(200, json(Map.of("keys", new Object[] {jwk}))));
    }

    /** {@return the value of {@code iss}} */
    public String issuer() {
        return server.base().toString();
    }

    /** {@return the host with its port} */
    public String authority() {
        return server.base().getAuthority();
    }

    /** {@return a token that lives for five minutes from now} */
    public String token(Map<String, ?> claims) {
        long now = clock.instant().getEpochSecond();
        var all = new LinkedHashMap<String, Object>();
        all.put("iss", issuer());
        all.put("aud", GateFiles.OUR_AUDIENCE);
        all.put("iat", now);
        all.put("nbf", now);
        all.put("exp", now + 300);
        all.putAll(claims);
        String input = base64(json(Map.of("alg", "ES256", "typ", "JWT", "kid", KEY))) + "." + base64(json(all));
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(keys.getPrivate());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + base64(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
