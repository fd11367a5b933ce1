package dev.approvalgate.adapter.oidc;

/**
 * Whose tokens an issuer's are: what their claims are called, and which of the registered claims (RFC 7519 section 4.1) they always
 * have.
 */
public enum IssuerKind {
    /** GitHub Actions, on github.com, on an Enterprise host or with an enterprise's own issuer. */
    GITHUB(true, true),
    /** GitLab CI/CD, on gitlab.com or self-managed. */
    GITLAB(true, true),
    /** Buildkite Pipelines. */
    BUILDKITE(true, false),
    /** CircleCI; every organization has an issuer of its own. */
    CIRCLECI(false, false),
    /** Jenkins, with its OpenID Connect Provider plugin. */
    JENKINS(false, false),
    /** Any other; the settings say which claims are which. */
    GENERIC(false, false);

    private final boolean notBefore;
    private final boolean tokenId;

    IssuerKind(boolean notBefore, boolean tokenId) {
        this.notBefore = notBefore;
        this.tokenId = tokenId;
    }

    /** {@return whether every token says from when on it is valid ({@code nbf}), so that one that does not is refused} */
    boolean hasNotBefore() {
        return notBefore;
    }

    /** {@return whether every token has an id ({@code jti}), so that one without is refused} */
    boolean hasTokenId() {
        return tokenId;
    }
}
