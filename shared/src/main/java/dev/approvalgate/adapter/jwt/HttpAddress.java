package dev.approvalgate.adapter.jwt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Compares addresses of requests as RFC 9449 section 4.3 wants it: by scheme, host, port and path. */
final class HttpAddress {

    private HttpAddress() {}

    /** {@return whether a text is a request's address, without query, fragment and user} */
    static boolean same(String text, String address) {
        try {
            var claimed = new URI(text);
            return claimed.getRawQuery() == null
                    && claimed.getRawFragment() == null
                    && claimed.getRawUserInfo() == null
                    && claimed.getScheme() != null
                    && claimed.getHost() != null
                    && normal(claimed).equals(normal(URI.create(address)));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Schemes and hosts have no case, and a scheme has a usual port. Paths are compared as they are. */
    private static String normal(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        String path = address.getRawPath();
        return scheme + "://" + host + ":" + port + (path == null || path.isEmpty() ? "/" : path);
    }
}
