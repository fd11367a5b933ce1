package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A deploy token as it was shown to a target: in the Authorization header, once and nowhere else, as {@code Bearer} (RFC 6750) or as
 * {@code DPoP} (RFC 9449, section 7.1).
 *
 * @param token the token
 * @param proven whether it was shown as one that is bound to a key
 * @param proof what the {@code DPoP} header holds; {@code null} where it is not there exactly once
 */
record ShownToken(Secret token, boolean proven, @Nullable Secret proof) {

    private static final Pattern HEADER =
            Pattern.compile("(?:(Bearer)|DPoP) +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    /**
     * {@return the token of a request}
     *
     * @throws GateException with {@code credentials_missing}
     */
    static ShownToken of(HttpServletRequest request) {
        Matcher header = HEADER.matcher(once(request, "Authorization"));
        if (!header.matches()) {
            throw new GateException(ReasonCode.CREDENTIALS_MISSING, "one deploy token is needed");
        }
        String proof = once(request, "DPoP");
        return new ShownToken(
                Secret.of(header.group(2)), header.group(1) == null, proof.isBlank() ? null : Secret.of(proof));
    }

    private static String once(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.size() == 1 ? values.get(0) : "";
    }
}
