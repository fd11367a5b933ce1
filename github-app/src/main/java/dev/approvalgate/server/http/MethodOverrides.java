package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that name a second method. Frameworks of targets may take it for the method, after we have judged another. Names are
 * compared as the laxest of them read: whatever the case, with underscores for hyphens, and in queries percent-encoded or with dots and spaces.
 * What a body says cannot be seen here.
 */
final class MethodOverrides {

    private static final Set<String> HEADERS = Set.of("x-http-method-override", "x-http-method", "x-method-override");
    /** In a query, {@code _method}. */
    private static final String PARAMETER = "-method";

    private MethodOverrides() {}

    /**
     * Refuses a request with a second method.
     *
     * @param request with the caller's headers, as far as the proxy passes them on
     * @param address path and query that the caller asked for
     * @throws GateException with {@code forwarding_malformed}
     */
    static void refuse(HttpServletRequest request, String address) {
        boolean header = Collections.list(request.getHeaderNames()).stream()
                .map(MethodOverrides::plain)
                .anyMatch(HEADERS::contains);
        if (header || inQuery(address)) {
            throw new GateException(
                    ReasonCode.FORWARDING_MALFORMED,
                    "the request names a second method, in a header such as X-HTTP-Method-Override or as _method in its query");
        }
    }

    private static boolean inQuery(String address) {
        int query = address.indexOf('?');
        return query >= 0
                && Arrays.stream(address.substring(query + 1).split("[&;?]", -1))
                        .map(parameter -> plain(decoded(parameter.split("=", 2)[0])))
                        .anyMatch(name ->
                                name.equals(PARAMETER) || name.startsWith(PARAMETER + "[") || HEADERS.contains(name));
    }

    /** PHP reads dots and spaces in names of parameters as underscores, and an opening bracket that nothing closes. */
    private static String plain(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[_. ]", "-");
        return plain.startsWith("[") ? "-" + plain.substring(1) : plain;
    }

    private static String decoded(String name) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            char at = name.charAt(i);
            if (at == '%' && i + 2 < name.length() && isHex(name.charAt(i + 1)) && isHex(name.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(name, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(at == '+' ? ' ' : at);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static boolean isHex(char at) {
        return HexFormat.isHexDigit(at);
    }
}
