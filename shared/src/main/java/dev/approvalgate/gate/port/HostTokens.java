package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.GitHubTerms;
import java.time.Instant;

/** Tokens that a CI host mints for the gate to pass on, narrowed, and revokes when it is asked to. */
public interface HostTokens {

    /** {@return who accepts them: the address of the host's API} */
    String audience();

    /**
     * Has a token minted that allows what the terms say and nothing else.
     *
     * @param host where the request came from; the token speaks for the App where that is installed
     * @throws GateException with {@code installation_token_not_allowed} where the host does not let the gate have such a token, {@code
     *     host_unreachable} where it does not answer
     */
    Minted mint(HostRef host, GitHubTerms terms);

    /**
     * Has a token revoked. Returning means that the host accepts it no longer, for whatever reason.
     *
     * @throws GateException with {@code host_unreachable} where it may still be accepted
     */
    void revoke(Secret token);

    /**
     * A token.
     *
     * @param value what the host accepts
     * @param expiresAt when it dies by itself
     */
    record Minted(Secret value, Instant expiresAt) {}
}
