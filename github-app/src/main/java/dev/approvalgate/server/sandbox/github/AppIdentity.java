package dev.approvalgate.server.sandbox.github;

import java.net.URI;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The GitHub App of the stand-in, with the secrets that its owner gets. Safe for use by several threads. */
public final class AppIdentity {

    static final Map<String, String> DEFAULT_PERMISSIONS = Map.of(
            "metadata", "read",
            "actions", "read",
            "deployments", "write",
            "checks", "write",
            "contents", "read",
            "members", "read",
            "pull_requests", "read",
            "statuses", "read");
    static final List<String> DEFAULT_EVENTS =
            List.of("deployment_protection_rule", "workflow_run", "check_run", "repository");

    private final long id;
    private final String name;
    private final Map<String, String> permissions;
    private final List<String> events;
    private final Instant createdAt;
    private final KeyPair keys = Keys.rsa();
    private final String clientId = "Iv23" + Keys.random(16);
    private final String clientSecret = Keys.random(40);
    private final String webhookSecret = Keys.random(40);
    private volatile @Nullable URI webhookUrl;
    private volatile List<String> callbackUrls = List.of();

    AppIdentity(long id, String name, Map<String, String> permissions, List<String> events, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.permissions = Map.copyOf(permissions);
        this.events = List.copyOf(events);
        this.createdAt = createdAt;
    }

    /** The numeric App id. */
    public long id() {
        return id;
    }

    /** The name in addresses: the name in small letters with dashes. */
    public String slug() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** The display name. */
    public String name() {
        return name;
    }

    /** The client id, which App assertions may use as issuer instead of the App id. */
    public String clientId() {
        return clientId;
    }

    /** The OAuth client's secret. */
    public String clientSecret() {
        return clientSecret;
    }

    /** The key of webhook signatures. */
    public String webhookSecret() {
        return webhookSecret;
    }

    /** The private key as GitHub hands it out: PEM of PKCS #1, {@code BEGIN RSA PRIVATE KEY}. */
    public String privateKeyPem() {
        return Keys.pkcs1Pem(keys.getPrivate());
    }

    /** Where webhooks go; empty in pull mode. */
    public Optional<URI> webhookUrl() {
        return Optional.ofNullable(webhookUrl);
    }

    /** Where people may be sent after they signed in; empty for anywhere, which GitHub does not allow. */
    List<String> callbackUrls() {
        return callbackUrls;
    }

    void callbackUrls(List<String> urls) {
        callbackUrls = List.copyOf(urls);
    }

    void webhookUrl(@Nullable URI url) {
        webhookUrl = url;
    }

    RSAPublicKey publicKey() {
        return (RSAPublicKey) keys.getPublic();
    }

    Map<String, String> permissions() {
        return permissions;
    }

    List<String> events() {
        return events;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Id and name, without secrets. */
    @Override
    public String toString() {
        return "App " + id + " (" + name + ")";
    }
}
