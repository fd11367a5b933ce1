package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import org.jspecify.annotations.Nullable;

/** What takes the webhooks of a CI host. */
public interface Webhooks {

    /**
     * Checks who sent a body.
     *
     * @param signature the signature header as it came
     * @param body the raw bytes
     * @throws GateException with {@code signature_invalid}
     */
    void verify(@Nullable String signature, byte[] body);

    /**
     * Stores a verified delivery durably; it is processed afterwards.
     *
     * @param delivery the host's id of it; a repetition has the same
     * @param event the host's name of its kind
     * @param body well-formed JSON
     * @return whether it is new
     */
    boolean accept(String delivery, String event, String body);
}
