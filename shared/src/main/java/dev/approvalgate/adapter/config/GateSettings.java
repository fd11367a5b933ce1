package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host's settings, as {@code gate.yaml} and the environment give them, checked.
 *
 * @param publicUrl where the gate is reached: the only source of the issuer and of links; https unless loopback
 * @param listen where the public listener binds
 * @param admin where metrics and the ledger are served; never public
 * @param store the SQLite file
 * @param policy the policy file
 * @param tokenAlgorithm JWS algorithm of deploy tokens, {@code ES256} or {@code RS256}
 * @param slack Slack, or {@code null} where it is not used
 * @param github GitHub, or {@code null} where it is not used
 * @param issuers whose workload identities are believed
 * @param gateKey the installation's key, which seals what is stored
 */
public record GateSettings(
        URI publicUrl,
        Listen listen,
        Listen admin,
        Path store,
        Path policy,
        String tokenAlgorithm,
        @Nullable SlackSettings slack,
        @Nullable GithubSettings github,
        List<IssuerSettings> issuers,
        Secret gateKey) {

    /** Port of the public listener where the file names none. */
    public static final int DEFAULT_PORT = 8080;

    /** Port of the admin listener where the file names none. */
    public static final int DEFAULT_ADMIN_PORT = 9464;

    public GateSettings {
        issuers = List.copyOf(issuers);
    }

    /**
     * Where a listener binds.
     *
     * @param host name or address
     * @param port 0 for any free one
     */
    public record Listen(String host, int port) {}

    /**
     * An issuer of workload identities.
     *
     * @param issuer its exact URL
     * @param audience the only audience that its tokens may name
     */
    public record IssuerSettings(String issuer, String audience) {}
}
