package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The proof of possession of a request (RFC 9449 section 4.1): in a header of its own, once. */
final class DpopHeader {

    /** The header's name, and the type of tokens that are bound to a key. */
    static final String NAME = "DPoP";

    private DpopHeader() {}

    /**
     * {@return the proof as it came; empty where there is none}
     *
     * @throws GateException with {@code proof_malformed} where there are several, or an empty one
     */
    static Optional<Secret> of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(NAME));
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1 || headers.get(0).isBlank()) {
            throw new GateException(ReasonCode.PROOF_MALFORMED, "send one proof of possession, or none");
        }
        return Optional.of(Secret.of(headers.get(0).strip()));
    }
}
