package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * How to reach GitHub, and as which App.
 *
 * @param apiBase the REST API's base, such as {@code https://api.github.com} or {@code https://github.example.com/api/v3}; https unless
 *     it is a loopback address
 * @param webBase the base of pages for people, such as {@code https://github.com}
 * @param appId the App's numeric id
 * @param privateKey the App's RSA private key as PEM, PKCS #1 or PKCS #8
 * @param webhookSecrets while a secret is rotated, both the old and the new one are accepted; none where
 *     deliveries are only read (pull mode): every webhook is refused then
 * @param oidcIssuer the issuer of the identity tokens of Actions, exactly as those tokens name it
 * @param checkRuns whether reviewers may also answer on check runs
 */
public record GitHubSettings(
        URI apiBase,
        URI webBase,
        long appId,
        Secret privateKey,
        List<Secret> webhookSecrets,
        String oidcIssuer,
        boolean checkRuns) {

    /** github.com's API. */
    public static final URI DEFAULT_API = URI.create("https://api.github.com");

    /** github.com's pages. */
    public static final URI DEFAULT_WEB = URI.create("https://github.com");

    /** The issuer of identity tokens on github.com. */
    public static final String DEFAULT_OIDC_ISSUER = "https://token.actions.githubusercontent.com";

    public GitHubSettings {
        apiBase = ApiBase.checked("the API's base", apiBase);
        webBase = ApiBase.checked("the pages' base", webBase);
        webhookSecrets = List.copyOf(webhookSecrets);
        if (appId < 1) {
            throw invalid("GitHub's App id must be a positive number; it stands on the App's settings page");
        }
        if (webhookSecrets.size() > 2) {
            throw invalid("at most two GitHub webhook secrets are accepted; remove the oldest");
        }
        if (oidcIssuer.isBlank()) {
            throw invalid("the issuer of GitHub's identity tokens must not be blank");
        }
    }

    /** {@return settings for github.com} */
    public static GitHubSettings forGitHubCom(long appId, Secret privateKey, List<Secret> webhookSecrets) {
        return new GitHubSettings(
                DEFAULT_API, DEFAULT_WEB, appId, privateKey, webhookSecrets, DEFAULT_OIDC_ISSUER, true);
    }

    /** {@return the realm of accounts there: the API's host name} */
    public String realm() {
        return apiBase.getHost().toLowerCase(Locale.ROOT);
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }

    ApiBase api() {
        return new ApiBase(apiBase);
    }
}
