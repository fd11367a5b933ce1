package dev.approvalgate.adapter.jwt;

/** Signs with one key. Safe for use by several threads. */
interface Signer {

    /** {@return the key's RFC 7638 thumbprint} */
    String id();

    /** {@return what it signs with} */
    SigningAlgorithm algorithm();

    /**
     * {@return the signature in the form of JWS (RFC 7518 sections 3.3 and 3.4)}
     *
     * @param input header and payload, as they are signed
     * @throws dev.approvalgate.domain.approval.GateException with {@code signer_failed}
     */
    byte[] sign(byte[] input);
}
