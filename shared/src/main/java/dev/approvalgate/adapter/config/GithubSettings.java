package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gate speaks with GitHub: {@code github} in {@code gate.yaml}.
 *
 * @param appId the App's number; key {@code app_id}, required
 * @param privateKey the App's private key, PEM; key {@code private_key}, a secret, required
 * @param webhookSecrets secrets that may have signed a webhook, newest first, at most two; key {@code webhook_secrets}, one secret or
 *     a list; may be left out only in pull mode
 * @param apiUrl base of the REST API, without a slash at its end; key {@code api_url}, by default {@value #DEFAULT_API}
 * @param webUrl base of links for people, without a slash at its end; key {@code web_url}, by default what belongs to the API:
 *     {@code https://github.com}, or the host of {@code https://HOST/api/v3}
 * @param mode how the gate learns of events; key {@code mode}: {@code webhook} (default) or {@code pull}
 * @param checkRuns whether requests are shown as check runs too; key {@code check_runs}, by default {@code true}
 * @param oidcIssuer issuer of the identity tokens of GitHub Actions; key {@code oidc_issuer}, by default what belongs to the API:
 *     {@code https://token.actions.githubusercontent.com}, or {@code https://HOST/_services/token}
 * @param client with which people sign in through the App, or {@code null} where nobody links accounts; keys {@code client_id} and
 *     {@code client_secret} (a secret), both or neither
 */
public record GithubSettings(
        long appId,
        Secret privateKey,
        List<Secret> webhookSecrets,
        URI apiUrl,
        URI webUrl,
        Mode mode,
        boolean checkRuns,
        String oidcIssuer,
        @Nullable Client client) {

    /** The REST API of github.com. */
    static final String DEFAULT_API = "https://api.github.com";

    public GithubSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /**
     * The App as it lets people sign in.
     *
     * @param id its client id, which is not secret
     * @param secret its client secret
     */
    public record Client(String id, Secret secret) {}

    /** How the gate learns of events. */
    public enum Mode {
        /** GitHub calls the gate's public URL. */
        WEBHOOK,
        /** The gate reads the App's deliveries; for installations without a public address. */
        PULL
    }
}
