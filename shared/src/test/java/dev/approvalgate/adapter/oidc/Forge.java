package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tokens, good and bad. Begins with the registered claims, all right. */
final class Forge {

    static final String AUDIENCE = "https://gate.example.com";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private SigningPair signer;

    Forge(SigningPair signer, String issuer, Instant now) {
        this.signer = signer;
        header.put("typ", "JWT");
        header.put("alg", signer.algorithm());
        header.put("kid", signer.id());
        claims.put("iss", issuer);
        claims.put("aud", AUDIENCE);
        claims.put("sub", "somebody");
        claims.put("jti", "9f0c0f2e-8f0e-4b5f-8b6e-0a1b2c3d4e5f");
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond() - 600);
        claims.put("exp", now.getEpochSecond() + 300);
    }

    /** A token that a job of GitHub Actions could have. */
    static Forge actions(SigningPair signer, String issuer, Instant now) {
        return new Forge(signer, issuer, now)
                .claim("sub", "repo:acme@77/payments@4242:environment:production")
                .claim("repository", "acme/payments")
                .claim("repository_id", "4242")
                .claim("repository_owner", "acme")
                .claim("repository_owner_id", "77")
                .claim("repository_visibility", "private")
                .claim("environment", "production")
                .claim("event_name", "push")
                .claim("ref", "refs/heads/main")
                .claim("ref_type", "branch")
                .claim("sha", COMMIT)
                .claim("workflow_ref", "acme/payments/.github/workflows/deploy.yml@refs/heads/main")
                .claim("workflow_sha", COMMIT)
                .claim("run_id", "30433642")
                .claim("run_attempt", "1")
                .claim("actor", "octocat")
                .claim("actor_id", "1001")
                .claim("check_run_id", "555")
                .claim("runner_environment", "github-hosted");
    }

    Forge header(String name, @Nullable Object value) {
        return put(header, name, value);
    }

    Forge claim(String name, @Nullable Object value) {
        return put(claims, name, value);
    }

    /** Shifts a time. */
    Forge shift(String name, long seconds) {
        return claim(name, ((Number) claims.get(name)).longValue() + seconds);
    }

    /** Signs with another key, whatever the header says. */
    Forge signedBy(SigningPair other) {
        signer = other;
        return this;
    }

    String claimText(String name) {
        return String.valueOf(claims.get(name));
    }

    Secret token() {
        return token(json(header), json(claims));
    }

    Secret token(String headerJson, String claimsJson) {
        String input = base64(headerJson) + "." + base64(claimsJson);
        return Secret.of(input + "." + base64(signer.sign(input.getBytes(StandardCharsets.UTF_8))));
    }

    String headerJson() {
        return json(header);
    }

    String claimsJson() {
        return json(claims);
    }

    private Forge put(Map<String, Object> to, String name, @Nullable Object value) {
        if (value == null) {
            to.remove(name);
        } else {
            to.put(name, value);
        }
        return this;
    }

    private static String json(Map<String, Object> value) {
        try {
            return new JsonMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
