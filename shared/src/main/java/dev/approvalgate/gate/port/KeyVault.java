package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;

/** Keeps secrets readable for this installation only. */
public interface KeyVault {

    /**
     * {@return authenticated ciphertext}
     *
     * @param context what the bytes are; the same must be given to open them
     */
    byte[] seal(byte[] plain, String context);

    /**
     * {@return the plain bytes}
     *
     * @throws GateException with {@code configuration_invalid} where the installation's key is not the one that sealed them
     */
    byte[] open(byte[] sealed, String context);
}
