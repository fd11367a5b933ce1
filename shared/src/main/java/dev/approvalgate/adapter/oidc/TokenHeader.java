package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Iterator;
import java.util.Set;

/**
 * What a token's header says of its signature. Keys come from the issuer's own published set only: a header that brings or points to
 * a key, or that demands anything of us, is refused.
 *
 * @param algorithm {@code RS256} or {@code ES256}
 * @param keyId the key's id within the issuer's set; an index, never part of an address
 */
record TokenHeader(String algorithm, String keyId) {

    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    /** The key's thumbprint ({@code x5t}, RFC 7515 section 4.1.7) says nothing that we use. */
    private static final Set<String> KNOWN = Set.of("alg", "kid", "typ", "x5t");

    private static final int LONGEST_KEY_ID = 200;

    static TokenHeader of(JsonNode header) {
        if (!header.path("alg").isTextual()
                || !ALGORITHMS.contains(header.path("alg").textValue())) {
            throw new GateException(ReasonCode.TOKEN_ALGORITHM, "identity tokens must be signed with RS256 or ES256");
        }
        for (Iterator<String> names = header.fieldNames(); names.hasNext(); ) {
            if (!KNOWN.contains(names.next())) {
                throw Refusal.malformed("its header may hold only alg, kid, typ and x5t");
            }
        }
        JsonNode type = header.get("typ");
        if (type != null && !(type.isTextual() && type.textValue().equalsIgnoreCase("JWT"))) {
            throw Refusal.malformed("its type is not JWT");
        }
        JsonNode keyId = header.path("kid");
        if (!keyId.isTextual()
                || keyId.textValue().isBlank()
                || keyId.textValue().length() > LONGEST_KEY_ID) {
            throw Refusal.malformed("its header names no key (kid)");
        }
        return new TokenHeader(header.path("alg").textValue(), keyId.textValue());
    }
}
