package dev.approvalgate.server.sandbox.play;

import dev.approvalgate.server.sandbox.play.Http.Reply;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.net.URI;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;

/** Verifies deploy tokens as a deployment target would: from the gate's discovery document and published keys alone. */
public final class Verifier {
    private final URI gate;

    /** Trusts a gate, by its public address. */
    public Verifier(URI gate) {
        this.gate = gate;
    }

    /**
     * {@return the claims of a token that is meant for an audience}
     *
     * @throws JwtException where the token must be refused
     */
    public Claims verify(String token, String audience) {
        Map<String, Key> keys = keys();
        Jws<Claims> verified = Jwts.parser()
                .keyLocator(header -> keys.get(String.valueOf(header.get("kid"))))
                .requireIssuer(gate.toString())
                .requireAudience(audience)
                .build()
                .parseSignedClaims(token);
        if (!"at+jwt".equals(verified.getHeader().getType())) {
            throw new JwtException("it is no access token");
        }
        return verified.getPayload();
    }

    private Map<String, Key> keys() {
        URI discovery = gate.resolve("/.well-known/openid-configuration");
        Reply keys = fetched(URI.create(fetched(discovery).text("jwks_uri")));
        Map<String, Key> byId = new HashMap<>();
        for (Jwk<?> jwk : Jwks.setParser().build().parse(keys.body())) {
            byId.put(jwk.getId(), jwk.toKey());
        }
        return byId;
    }

    private static Reply fetched(URI from) {
        Reply reply = Http.get(from, Map.of());
        if (reply.status() != 200) {
            throw new IllegalStateException(from + " answered with status " + reply.status());
        }
        return reply;
    }
}
