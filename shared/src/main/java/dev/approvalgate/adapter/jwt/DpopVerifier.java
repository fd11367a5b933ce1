package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.ProofVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies DPoP proofs (RFC 9449 section 4.3), strictly: a header of {@code typ}, {@code alg} and {@code jwk} alone, ES256 or RS256 as
 * the key's own, exactly the method and address of the request, made at most {@link #AGE} ago. Calls nobody and remembers nothing. Safe
 * for use by several threads.
 */
public final class DpopVerifier implements ProofVerifier {

    /** How old a proof may be. */
    public static final Duration AGE = Duration.ofSeconds(60);

    /** In characters: room for a key and a signature of 4,096 bits. */
    private static final int LONGEST = 4 * 1024;

    private static final int LONGEST_ID = 200;
    private static final Set<String> HEADER = Set.of("typ", "alg", "jwk");

    private final Clock clock;

    /**
     * Verifies by a clock.
     *
     * @param clock the time
     */
    public DpopVerifier(Clock clock) {
        this.clock = clock;
    }

    /** What a proof says. */
    private record Said(
            String id,
            String method,
            String address,
            Instant issuedAt,
            @Nullable String token) {
        static Said of(Map<String, Object> payload) {
            var claims = new ClaimReader(payload);
            String id = claims.text("jti");
            if (id.length() > LONGEST_ID) {
                throw Refused.claimMalformed("jti", "a text of at most " + LONGEST_ID + " characters");
            }
            return new Said(
                    id,
                    claims.text("htm"),
                    claims.text("htu"),
                    claims.time("iat"),
                    claims.has("ath") ? claims.text("ath") : null);
        }
    }

    @Override
    public Proof verify(Secret proof, String method, String address, @Nullable Secret token) {
        CompactJws jws = wellFormed(() -> CompactJws.parse(proof, LONGEST));
        ProofKey key = key(jws.header());
        if (!jws.isSignedBy(key.key())) {
            throw refused(ReasonCode.PROOF_SIGNATURE, "its signature is not that of the key in it");
        }
        Said said = wellFormed(() -> Said.of(jws.claims()));
        if (!said.method().equals(method) || !HttpAddress.same(said.address(), address)) {
            throw refused(ReasonCode.PROOF_MISMATCH, "it was made for another request");
        }
        if (token != null && !hash(token).equals(said.token())) {
            throw refused(ReasonCode.PROOF_MISMATCH, "it was made for another token, or for none");
        }
        Instant now = clock.instant();
        Instant usableUntil = said.issuedAt().plus(AGE);
        if (said.issuedAt().isAfter(now.plus(JwtTokenVerifier.LEEWAY)) || !now.isBefore(usableUntil)) {
            throw refused(ReasonCode.PROOF_STALE, "it was not made just now; compare the clocks");
        }
        return new Proof(said.id(), key.thumbprint(), said.issuedAt(), usableUntil);
    }

    private static String hash(Secret token) {
        return Base64Url.encode(token.sha256().bytes());
    }

    /** What a token of ours would be refused for is a fault of the proof's form here. */
    private static <T> T wellFormed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (GateException e) {
            throw new GateException(ReasonCode.PROOF_MALFORMED, "the proof is not of the form of RFC 9449", e);
        }
    }

    private static ProofKey key(Map<String, Object> header) {
        if (!header.keySet().equals(HEADER) || !"dpop+jwt".equals(header.get("typ"))) {
            throw refused(ReasonCode.PROOF_MALFORMED, "its header must be typ (dpop+jwt), alg and jwk");
        }
        ProofKey key = ProofKey.of(header.get("jwk"))
                .orElseThrow(() -> refused(
                        ReasonCode.PROOF_MALFORMED,
                        "its key is not a public one, of P-256 or RSA of 2,048 to 4,096 bits"));
        if (!key.key().algorithm().name().equals(header.get("alg"))) {
            throw refused(ReasonCode.PROOF_MALFORMED, "its algorithm is not that of its key");
        }
        return key;
    }

    private static GateException refused(ReasonCode reason, String what) {
        return new GateException(reason, "the proof is not accepted: " + what);
    }
}
