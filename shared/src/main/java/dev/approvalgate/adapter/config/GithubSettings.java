package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;

/**
 * How the gate speaks with GitHub.
 *
 * @param appId the App's id, or its client id
 * @param privateKey the App's private key, PEM
 * @param webhookSecrets secrets that may have signed a webhook, newest first; empty only in pull mode
 * @param apiUrl base of the REST API, without a slash at its end
 * @param webUrl base of links for people, without a slash at its end
 * @param mode how the gate learns of events
 * @param checkRuns whether requests are shown as check runs too
 * @param oidcIssuer issuer of the identity tokens of GitHub Actions
 */
public record GithubSettings(
        String appId,
        Secret privateKey,
        List<Secret> webhookSecrets,
        URI apiUrl,
        URI webUrl,
        Mode mode,
        boolean checkRuns,
        String oidcIssuer) {

    public GithubSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** {@return the realm of GitHub accounts: the API's host} */
    public String realm() {
        return apiUrl.getHost();
    }

    /** How the gate learns of events. */
    public enum Mode {
        /** GitHub calls the gate's public URL. */
        WEBHOOK,
        /** The gate reads the App's deliveries; for installations without a public address. */
        PULL
    }
}
