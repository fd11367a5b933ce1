package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Secret;
import io.jsonwebtoken.Jwts;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** The App's assertions and its installations' tokens, kept in memory only and renewed before they expire. */
final class AppTokens {

    /** Set back, because GitHub refuses assertions from clocks that run ahead of its own. */
    private static final Duration DRIFT = Duration.ofSeconds(60);
    /** From {@code iat} to {@code exp} these are the ten minutes that GitHub allows. */
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(9);

    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private final String appId;
    private final RSAPrivateKey key;
    private final Clock clock;
    private final BiFunction<Secret, Long, JsonNode> exchange;
    private final Map<Long, Granted> granted = new ConcurrentHashMap<>();

    private record Granted(Secret token, Instant expiresAt) {}

    /**
     * Keeps tokens for one App.
     *
     * @param exchange asks GitHub for an installation's token, given an assertion
     */
    AppTokens(GitHubSettings settings, Clock clock, BiFunction<Secret, Long, JsonNode> exchange) {
        this.appId = Long.toString(settings.appId());
        this.key = PemKey.read(settings.privateKey());
        this.clock = clock;
        this.exchange = exchange;
    }

    /** {@return a fresh assertion (RS256) that speaks for the App itself} */
    Secret assertion() {
        Instant now = clock.instant();
        return Secret.of(Jwts.builder()
                .issuer(appId)
                .issuedAt(Date.from(now.minus(DRIFT)))
                .expiration(Date.from(now.plus(ASSERTION_LIFE)))
                .signWith(key, Jwts.SIG.RS256)
                .compact());
    }

    /** {@return a token that speaks for the App in one installation} */
    Secret installation(long id) {
        Granted kept = granted.get(id);
        if (kept != null && clock.instant().isBefore(kept.expiresAt().minus(RENEW_BEFORE))) {
            return kept.token();
        }
        JsonNode answer = exchange.apply(assertion(), id);
        var fresh = new Granted(Secret.of(Json.text(answer, "token")), Instant.parse(Json.text(answer, "expires_at")));
        granted.put(id, fresh);
        return fresh.token();
    }

    /** Forgets a token that GitHub no longer accepts. */
    void forget(long installation) {
        granted.remove(installation);
    }
}
