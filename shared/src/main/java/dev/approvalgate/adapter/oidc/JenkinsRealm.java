package dev.approvalgate.adapter.oidc;

import java.net.URI;
import java.util.Locale;

/**
 * The realm of a Jenkins controller's users in a policy: what tells {@code ada} of one controller from {@code ada} of another. It is the
 * controller's address without its scheme and the slash at its end: two controllers on one host differ by port or by path. A port that is
 * the scheme's own is left out.
 */
public final class JenkinsRealm {

    /** What the gate's plugin puts behind the controller's address. */
    private static final String PLUGIN = "/approval-gate";

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private JenkinsRealm() {}

    /**
     * {@return the realm}
     *
     * @param issuer the issuer of the controller's identity tokens; one that only publishes keys for a controller is a realm itself
     */
    public static String of(String issuer) {
        String root = issuer.endsWith(PLUGIN)
                ? issuer.substring(0, issuer.length() - PLUGIN.length())
                : JenkinsController.of(issuer).map(JenkinsController::root).orElse(issuer);
        URI uri = URI.create(root);
        return host(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", ""));
    }

    private static String host(URI uri) {
        if (uri.getHost() == null) {
            // Names with an underscore, which some networks have, are none by the letter of the RFC.
            return String.valueOf(uri.getRawAuthority())
                    .replaceFirst("^.*@", "")
                    .toLowerCase(Locale.ROOT);
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? HTTPS : HTTP);
        return usual ? host : host + ":" + uri.getPort();
    }
}
