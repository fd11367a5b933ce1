package dev.approvalgate.adapter.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.Programs;
import java.util.Base64;
import java.util.List;

/**
 * Lets another program sign: it reads what is to be signed and writes the raw JWS signature in base64url. No signature is believed before
 * the public key has verified it.
 *
 * @param id the key's thumbprint
 * @param key its public part
 * @param command the program and its arguments
 * @param programs runs it
 */
record ProgramSigner(String id, VerificationKey key, List<String> command, Programs programs) implements Signer {

    @Override
    public SigningAlgorithm algorithm() {
        return key.algorithm();
    }

    @Override
    public byte[] sign(byte[] input) {
        byte[] signature = decode(answer(input));
        if (!Signatures.hold(key, input, signature)) {
            throw failed(
                    "what it answers is no signature of its public key; check that command and public_jwk belong together");
        }
        return signature;
    }

    private String answer(byte[] input) {
        try {
            return new String(programs.run(command, input), US_ASCII).strip();
        } catch (Programs.Failed e) {
            throw failed(e.getMessage() + "; run it by hand to see why");
        }
    }

    private static byte[] decode(String answer) {
        try {
            return Base64.getUrlDecoder().decode(answer);
        } catch (IllegalArgumentException e) {
            throw failed("what it answers is not base64url");
        }
    }

    private static GateException failed(String how) {
        return new GateException(ReasonCode.SIGNER_FAILED, "the token signer failed: " + how);
    }

    @Override
    public String toString() {
        return key.algorithm() + " " + id + " of another program";
    }
}
