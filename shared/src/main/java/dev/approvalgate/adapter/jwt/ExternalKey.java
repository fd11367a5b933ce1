package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.Programs;
import java.util.List;

/**
 * A key that another program holds, such as one that speaks with a hardware module. The gate knows its public part only, makes no keys of
 * its algorithm, and rotates it when the settings name another.
 *
 * @param algorithm what it signs with
 * @param publicJwk its public part as a JWK
 * @param command the program and its arguments
 * @param programs runs it
 */
public record ExternalKey(SigningAlgorithm algorithm, String publicJwk, List<String> command, Programs programs) {
    public ExternalKey {
        command = List.copyOf(command);
        PublicPart part = PublicPart.parse(publicJwk);
        if (!part.key().getAlgorithm().equals(algorithm.keyType())) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "the public key of the token signer is not one for " + algorithm
                            + "; name the file of the right key");
        }
    }

    Signer signer() {
        PublicPart part = PublicPart.parse(publicJwk);
        return new ProgramSigner(part.id(), new VerificationKey(algorithm, part.key()), command, programs);
    }
}
