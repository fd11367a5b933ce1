package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Verifies proofs that somebody has a key (DPoP, RFC 9449). Whether one was used before it cannot tell. */
public interface ProofVerifier {

    /**
     * {@return what the proof proves}
     *
     * @param proof the value of the {@code DPoP} header as it came
     * @param method of the request that came with it, such as {@code POST}
     * @param address that the request was sent to, by our own settings and never by its Host header; without query and fragment
     * @param token the access token that came with it, or {@code null} where none did
     * @throws GateException with a distinct {@code proof_*} reason
     */
    Proof verify(Secret proof, String method, String address, @Nullable Secret token);

    /**
     * A verified proof.
     *
     * @param id its {@code jti}
     * @param thumbprint of the key (RFC 7638, SHA-256, base64url)
     * @param issuedAt when its maker says that it was made, in seconds
     * @param usableUntil from when on it is stale; so long must be remembered that it was used
     */
    record Proof(String id, String thumbprint, Instant issuedAt, Instant usableUntil) {

        /** {@return what tells this proof from all others, in a bounded form: it can be used once} */
        public String claim() {
            return "proof:" + thumbprint + ":" + Sha256.of(id);
        }
    }
}
