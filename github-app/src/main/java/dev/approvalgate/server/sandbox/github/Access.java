package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Refusal;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Who calls: the App by its signed assertion, or one of its installations by token. Guarded by the world's lock. */
final class Access {

    private static final Duration LONGEST_ASSERTION = Duration.ofMinutes(10);
    // GitHub forgives clocks that differ by a little.
    private static final Duration DRIFT = Duration.ofSeconds(60);

    private final World world;
    private final Supplier<AppIdentity> app;
    private final Map<String, Grant> grants = new HashMap<>();

    Access(World world, Supplier<AppIdentity> app) {
        this.world = world;
        this.app = app;
    }

    /** The App that signed the call's assertion. */
    AppIdentity app(Call call) {
        String jwt = call.credential("Bearer").orElseThrow(Errors::badCredentials);
        AppIdentity expected = app.get();
        Instant now = world.now();
        Claims claims = verified(jwt, expected, now);
        String issuer = String.valueOf(claims.get("iss"));
        if (!issuer.equals(String.valueOf(expected.id())) && !issuer.equals(expected.clientId())) {
            throw new Refusal(Errors.of(404, "Integration not found"));
        }
        Date expires = claims.getExpiration();
        if (expires == null) {
            throw new Refusal(Errors.of(401, "Missing 'expiration' claim ('exp')"));
        }
        if (expires.toInstant().isAfter(now.plus(LONGEST_ASSERTION))) {
            throw new Refusal(Errors.of(401, "'Expiration time' claim ('exp') is too far in the future"));
        }
        Date issued = claims.getIssuedAt();
        if (issued == null || issued.toInstant().isAfter(now.plus(DRIFT))) {
            throw new Refusal(
                    Errors.of(
                            401,
                            "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"));
        }
        return expected;
    }

    private static Claims verified(String jwt, AppIdentity app, Instant now) {
        try {
            Jws<Claims> jws = Jwts.parser()
                    .verifyWith(app.publicKey())
                    .clock(() -> Date.from(now))
                    .build()
                    .parseSignedClaims(jwt);
            if (Objects.equals(jws.getHeader().getAlgorithm(), "RS256")) {
                return jws.getPayload();
            }
        } catch (ExpiredJwtException e) {
            throw new Refusal(Errors.of(
                    401, "'Expiration time' claim ('exp') must be a numeric value representing the future time"));
        } catch (JwtException | IllegalArgumentException e) {
            throw new Refusal(Errors.of(401, "A JSON web token could not be decoded"));
        }
        throw new Refusal(Errors.of(401, "A JSON web token could not be decoded"));
    }

    /** Hands out a token for a grant. */
    String issue(Grant grant) {
        Instant now = world.now();
        grants.values().removeIf(old -> !old.expiresAt().isAfter(now));
        String token = "ghs_" + Keys.random(36);
        grants.put(token, grant);
        return token;
    }

    /** The grant of the call's installation token. */
    Grant grant(Call call) {
        Grant grant = call.credential("Bearer", "token").map(grants::get).orElseThrow(Errors::badCredentials);
        if (!grant.expiresAt().isAfter(world.now())
                || !world.installations.containsKey(grant.installation().id())) {
            throw Errors.badCredentials();
        }
        return grant;
    }

    /** Ends the call's own token. */
    void revoke(Call call) {
        grant(call);
        call.credential("Bearer", "token").ifPresent(grants::remove);
    }

    /** The grant, which must reach the repository and carry the permission. */
    void require(Call call, Repo repo, String permission) {
        Grant grant = grant(call);
        if (!grant.reaches(repo)) {
            throw Errors.notFound();
        }
        if (!grant.permits(permission)) {
            throw Errors.forbidden();
        }
    }
}
