package dev.approvalgate.adapter.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A deploy token in the making, right in everything until somebody spoils it. */
final class Draft {

    static final String ISSUER = "https://gate.example.com";

    private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private final TestKey key;

    Draft(TestKey key, Instant now) {
        this.key = key;
        header.put("alg", key.algorithm().name());
        header.put("kid", key.id());
        header.put("typ", "at+jwt");
        claims.put("iss", ISSUER);
        claims.put("sub", "payments-deploy");
        claims.put("client_id", "payments-deploy");
        claims.put("aud", "https://deploy.example.com");
        claims.put("jti", "00112233445566778899aabbccddeeff");
        claims.put("scope", "deploy:payments");
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 900);
        claims.put("environment", "production");
    }

    Draft header(String name, @Nullable Object value) {
        header.put(name, value);
        return this;
    }

    Draft claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    Draft noHeader(String name) {
        header.remove(name);
        return this;
    }

    Draft noClaim(String name) {
        claims.remove(name);
        return this;
    }

    /** Adds seconds to a time. */
    Draft shift(String name, long seconds) {
        return claim(name, claims.get(name) instanceof Number time ? time.longValue() + seconds : null);
    }

    Secret signed() {
        return signedBy(key);
    }

    /** The same under another key's signature. */
    Secret signedBy(TestKey other) {
        return assembled(headerJson(), claimsJson(), other::sign);
    }

    /** The same with a signature of one's own making. */
    Secret signedBy(UnaryOperator<byte[]> signer) {
        return assembled(headerJson(), claimsJson(), signer);
    }

    /** The same with its JSON texts changed before they are signed. */
    Secret rewritten(UnaryOperator<String> headerChange, UnaryOperator<String> claimsChange) {
        return assembled(headerChange.apply(headerJson()), claimsChange.apply(claimsJson()), key::sign);
    }

    String headerJson() {
        return json(header);
    }

    String claimsJson() {
        return json(claims);
    }

    private static Secret assembled(String header, String claims, UnaryOperator<byte[]> signer) {
        return over(base64(header) + "." + base64(claims), signer);
    }

    /** A token of two encoded parts as they are. */
    static Secret over(String input, UnaryOperator<byte[]> signer) {
        return Secret.of(input + "." + base64(signer.apply(input.getBytes(StandardCharsets.US_ASCII))));
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(Map<String, @Nullable Object> value) {
        try {
            return new JsonMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
