package io.jenkins.plugins.approvalgate.server;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildFacts.Starter;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Identity tokens for a server: who a build is, by the controller's own records. They are made for one call each, never shown to a
 * build, and name the server as their only audience.
 */
final class BuildTokens {

    private static final Duration LIFE = Duration.ofMinutes(2);

    private final IdentityKey key;
    private final URI issuer;
    private final URI server;
    private final Predicate<String> isPublic;
    private final Clock clock;

    /**
     * Makes tokens.
     *
     * @param issuer this controller's address and {@code /approval-gate}
     * @param server the server's address
     * @param isPublic whether everybody may read what builds of a job print, by its full name
     */
    BuildTokens(IdentityKey key, URI issuer, URI server, Predicate<String> isPublic, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.server = server;
        this.isPublic = isPublic;
        this.clock = clock;
    }

    /**
     * {@return what proves a build's block}
     *
     * @param environment where it wants to go, or {@code null} where that does not matter
     * @param request the one request that it is about, or {@code null} where there is none yet
     */
    Secret of(BuildFacts build, @Nullable String environment, @Nullable String request) {
        Map<String, Object> claims = run(build.name(), build.jobUrl());
        put(claims, "block", build.block());
        put(claims, "environment", environment);
        put(claims, "request_id", request);
        Sha256 definition = build.definition();
        put(claims, "definition_sha256", definition == null ? null : definition.hex());
        put(claims, "commit", build.commit());
        put(claims, "ref", build.ref().isEmpty() ? null : build.ref());
        put(claims, "event_name", build.event());
        claims.put("replayed", build.replayed());
        claims.putAll(build.told());
        // A token names one person: where there are more, the server must not think that these are all.
        boolean all = build.triggerKnown() && build.starters().size() == 1;
        put(claims, "trigger_unknown", Boolean.toString(!all));
        put(claims, "project_public", Boolean.toString(isPublic.test(build.job())));
        Starter starter = build.starter();
        if (starter != null) {
            put(claims, "actor", starter.id());
            put(claims, "actor_id", starter.id());
        }
        return signed(claims);
    }

    /** {@return what proves a build as a whole} */
    Secret ofRun(BuildName build) {
        return signed(run(build, build.job()));
    }

    /** {@return what proves a block, also of a build that is gone} */
    Secret ofBlock(BuildName build, String block, String request) {
        Map<String, Object> claims = run(build, build.job());
        put(claims, "block", block);
        put(claims, "request_id", request);
        return signed(claims);
    }

    /** {@return what proves the controller itself} */
    Secret ofController() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", issuer.toString());
        claims.put("controller", true);
        return signed(claims);
    }

    private static Map<String, Object> run(BuildName build, String subject) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("job_full_name", build.job());
        claims.put("definition", build.pipeline());
        claims.put("build_number", build.number());
        claims.put("build_timestamp", build.scheduledAt());
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            claims.put(name, value);
        }
    }

    private Secret signed(Map<String, Object> claims) {
        claims.put("iss", issuer.toString());
        claims.put("aud", server.toString());
        claims.put("jti", UUID.randomUUID().toString());
        Instant now = clock.instant();
        return Secret.of(key.sign(claims, now, now.plus(LIFE)));
    }
}
