package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;

/** Lets a person show in their browser that they hold an account: an authorization code with a proof key (RFC 6749, RFC 7636). */
public interface SignIn {

    /**
     * {@return the address of the page on which the person signs in}
     *
     * @param state comes back with the code; unguessable
     * @param challenge base64url of the verifier's SHA-256, without padding
     */
    String page(String state, String challenge);

    /**
     * {@return who signed in}
     *
     * @param code from the redirect; used up by this call
     * @param verifier what the challenge was made of
     * @throws GateException with {@code link_sign_in_refused} where the code stands for nobody, {@code host_unreachable} where it cannot
     *     be asked
     */
    Holder finish(String code, String verifier);

    /**
     * Who signed in.
     *
     * @param account the account, by immutable id
     * @param name how it calls itself
     */
    record Holder(Account account, String name) {}
}
