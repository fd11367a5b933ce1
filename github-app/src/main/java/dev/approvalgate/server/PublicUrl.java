package dev.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.util.Set;

/** The one source of the issuer and of links. */
final class PublicUrl {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private PublicUrl() {}

    /**
     * {@return the configured URL; where the listener took any free port, the URL with that port}
     *
     * @param asked the configured port; 0 for any
     * @param bound the port that is bound
     * @throws GateException with {@code configuration_invalid} where a URL that is not loopback would have to change
     */
    static URI of(URI configured, int asked, int bound) {
        if (asked != 0) {
            return configured;
        }
        if (!LOOPBACK.contains(configured.getHost())) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "listen has port 0 (any free one), which is possible only while public_url is a loopback address;"
                            + " give listen a port");
        }
        return URI.create(configured.getScheme() + "://" + configured.getHost() + ":" + bound);
    }
}
