package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Sha256;
import java.util.Optional;

/** Texts stored by their hash: rendered messages, policy texts. */
public interface Documents {

    /** {@return the text of that hash; empty where it was never stored or has been erased} */
    Optional<String> find(Sha256 hash);
}
