package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.token.TargetSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** A target that proves itself by id and secret ({@code client_secret_basic}, RFC 6749 section 2.3.1), in one header and nowhere else. */
final class BasicCaller {

    private static final String SCHEME = "Basic ";
    /** In characters; no id and secret together are longer. */
    private static final int LONGEST = 1024;

    private BasicCaller() {}

    /**
     * Checks the header.
     *
     * @throws GateException with {@code client_unknown}, whatever is wrong
     */
    static void require(HttpServletRequest request, TargetSecrets targets) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        String pair = headers.size() == 1 ? decoded(headers.get(0)) : "";
        int colon = Math.max(0, pair.indexOf(':'));
        String id = pair.substring(0, colon);
        String secret = pair.substring(Math.min(pair.length(), colon + 1));
        // The RFC wants both form-encoded first. Many clients send them as they are, and both spellings are asked for
        // each time.
        boolean asSent = targets.match(id, secret);
        boolean formEncoded = targets.match(unescaped(id), unescaped(secret));
        if (!asSent && !formEncoded) {
            throw new GateException(ReasonCode.CLIENT_UNKNOWN, "the id or the secret of the target is not right");
        }
    }

    private static String decoded(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > LONGEST) {
            return "";
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
