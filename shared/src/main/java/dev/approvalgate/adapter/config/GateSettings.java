package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host's settings, as {@code gate.yaml} and the environment give them, checked. Paths in the file are relative to its own folder.
 *
 * @param publicUrl where the gate is reached: the only source of the issuer and of links; scheme, host and port, https unless
 *     loopback; key {@code public_url}, required
 * @param listen where the public listener binds; key {@code listen}: {@code host:port} or a port, by default {@code 127.0.0.1:8080}
 * @param admin where metrics and the ledger are served; never public; key {@code admin_listen}, likewise, by default
 *     {@code 127.0.0.1:9464}
 * @param store the SQLite file; key {@code store}, by default {@code gate.db}
 * @param policy the policy file; key {@code policy}, by default {@code policy.yaml}
 * @param tokenAlgorithm JWS algorithm of deploy tokens whose rule names none; key {@code token_algorithm}: {@code ES256} (default) or {@code RS256}
 * @param keys how the keys that sign tokens are kept; keys {@code tokens} and {@code token_signer}
 * @param slack Slack, or {@code null} where it is not used; key {@code slack}
 * @param github GitHub, or {@code null} where it is not used; key {@code github}
 * @param issuers whose workload identities are believed; key {@code issuers}, a list; GitHub's issuer is added with the public URL as its audience where {@code github} is there and the list does not name it
 * @param targets who may ask about tokens; key {@code targets}, a list
 * @param linkDelay how long after a person has linked two accounts each begins to speak for the other; key {@code linking.delay}, by
 *     default a day
 * @param gateKey the installation's key, which seals what is stored; from the environment variable {@code GATE_KEY}, from the file that
 *     {@code GATE_KEY_FILE} names, or from the program that {@code GATE_KEY_COMMAND} names
 * @param written what the file says, each value by its key; no secrets, to which it only refers
 */
public record GateSettings(
        URI publicUrl,
        Listen listen,
        Listen admin,
        Path store,
        Path policy,
        String tokenAlgorithm,
        KeySettings keys,
        @Nullable SlackSettings slack,
        @Nullable GithubSettings github,
        List<IssuerSettings> issuers,
        List<TargetSettings> targets,
        Duration linkDelay,
        Secret gateKey,
        Map<String, String> written) {

    /** Port of the public listener where the file names none. */
    public static final int DEFAULT_PORT = 8080;

    /** Port of the admin listener where the file names none. */
    public static final int DEFAULT_ADMIN_PORT = 9464;

    /** The delay of links where the file names none. */
    static final Duration DEFAULT_LINK_DELAY = Duration.ofHours(24);

    public GateSettings {
        issuers = List.copyOf(issuers);
        targets = List.copyOf(targets);
        written = Map.copyOf(written);
    }

    /**
     * Where a listener binds.
     *
     * @param host name or address
     * @param port 0 for any free one
     */
    public record Listen(String host, int port) {}
}
