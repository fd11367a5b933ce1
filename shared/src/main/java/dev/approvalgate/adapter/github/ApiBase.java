package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The base of GitHub's REST API, below which alone calls are made.
 *
 * @param uri without a slash at its end
 */
record ApiBase(URI uri) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * {@return a base address without a slash at its end}
     *
     * @param what how messages name it
     * @throws GateException with {@code configuration_invalid} where it is no plain https address; loopback may do without TLS
     */
    static URI checked(String what, URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null
                || host == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw invalid(what + " of GitHub must be a plain address such as " + GitHubSettings.DEFAULT_API);
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && LOOPBACK.contains(host))) {
            throw invalid(what + " of GitHub must begin with https://");
        }
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    URI at(Route route) {
        return URI.create(uri + route.path());
    }

    /** {@return where a redirect leads within the API, or {@code null} where it points elsewhere} */
    @Nullable
    URI within(URI from, String location) {
        try {
            URI target = from.resolve(location).normalize();
            boolean same = uri.getScheme().equals(target.getScheme())
                    && uri.getRawAuthority().equalsIgnoreCase(target.getRawAuthority())
                    && target.getRawPath().startsWith(uri.getRawPath() + "/");
            return same ? target : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
