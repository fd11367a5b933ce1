package dev.approvalgate.adapter.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose workload identities are believed: an item of the list of them in {@code gate.yaml}.
 *
 * @param issuer its exact URL; key {@code issuer}, required
 * @param audience the only audience that its tokens may name; key {@code audience}, required
 * @param kind whose tokens they are; key {@code kind}, required where the URL does not say that it is GitHub's
 * @param claims which claims are which; key {@code claims}, required for the kind {@code generic} and for no other
 * @param keys a file with its public keys, a JWK Set, in place of what it publishes; key {@code jwks_file}
 */
public record IssuerSettings(
        String issuer,
        String audience,
        Kind kind,
        @Nullable Claims claims,
        @Nullable Path keys) {

    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final String ENTERPRISE = "/_services/token";

    /** Whose tokens an issuer's are. */
    public enum Kind {
        /** GitHub Actions. */
        GITHUB,
        /** GitLab CI/CD. */
        GITLAB,
        /** Buildkite Pipelines. */
        BUILDKITE,
        /** CircleCI. */
        CIRCLECI,
        /** Jenkins with its OpenID Connect Provider plugin. */
        JENKINS,
        /** Any other. */
        GENERIC
    }

    /**
     * Names of claims, each a key of {@code claims}.
     *
     * @param project required
     * @param pipeline required
     * @param run required
     * @param attempt {@code null} where it is always the first
     * @param environment {@code null} where tokens name none
     * @param commit {@code null} where tokens name none
     * @param job {@code null} where tokens name none
     */
    public record Claims(
            String project,
            String pipeline,
            String run,
            @Nullable String attempt,
            @Nullable String environment,
            @Nullable String commit,
            @Nullable String job) {}

    /** {@return an issuer of GitHub Actions} */
    public static IssuerSettings github(String issuer, String audience) {
        return new IssuerSettings(issuer, audience, Kind.GITHUB, null, null);
    }

    /** {@return the kind where the URL alone tells it: github.com's, an enterprise's own below it, or an Enterprise host's} */
    static Optional<Kind> kindOf(String issuer) {
        boolean github = issuer.equals(GITHUB) || issuer.startsWith(GITHUB + "/") || issuer.endsWith(ENTERPRISE);
        return github ? Optional.of(Kind.GITHUB) : Optional.empty();
    }
}
