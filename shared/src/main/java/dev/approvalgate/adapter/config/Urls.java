package dev.approvalgate.adapter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses: https, or http on this machine itself. */
final class Urls {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int LONGEST = 500;

    private Urls() {}

    /** {@return an issuer's URL exactly as written (OpenID Connect Discovery 1.0, section 3: no query, no fragment)} */
    static Optional<String> issuer(Value value) {
        return address(value).map(URI::toString);
    }

    /** {@return a base of addresses, without a slash at its end} */
    static Optional<URI> base(Value value) {
        return address(value).map(Urls::withoutSlash);
    }

    /** {@return a base of addresses, with a slash at its end} */
    static Optional<URI> folder(Value value) {
        return base(value).map(uri -> URI.create(uri + "/"));
    }

    /** {@return scheme, host and port only} */
    static Optional<URI> origin(Value value) {
        return base(value)
                .flatMap(uri -> uri.getRawPath().isEmpty()
                        ? Optional.of(uri)
                        : value.refuse("must have no path", "write scheme, host and port only"));
    }

    /** {@return whether a host is this machine by its name or address alone} */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches() || host.equals("::1");
    }

    private static Optional<URI> address(Value value) {
        return value.text(LONGEST).flatMap(text -> {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                return value.refuse("is not a URL", "write one such as https://example.com");
            }
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || !(scheme.equals("https") || scheme.equals("http"))) {
                return value.refuse("is not a URL", "write one such as https://example.com");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return value.refuse("must have no user, query or fragment", "write scheme, host and path only");
            }
            if (scheme.equals("http") && !isLoopback(host)) {
                return value.refuse(
                        "must begin with https://",
                        "http is accepted on this machine only (localhost, 127.0.0.1, [::1])");
            }
            return Optional.of(uri);
        });
    }

    private static URI withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }
}
