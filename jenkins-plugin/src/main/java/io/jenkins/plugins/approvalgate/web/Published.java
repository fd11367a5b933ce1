package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.GateException;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.server.PublishedIdentity;
import io.jenkins.plugins.approvalgate.settings.Settings;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this controller publishes as an issuer. With a server it signs identity tokens, and its identity key is public; otherwise it signs
 * deploy tokens. Never both: a verifier of one must not take the other.
 */
final class Published {

    static final String METADATA = "/" + PublishedIdentity.METADATA;

    private static final Logger LOG = LoggerFactory.getLogger(Published.class);

    private Published() {}

    /** {@return the JWK Set; empty where the gate does not run} */
    static Optional<String> keys() {
        if (!GateService.get().asksServer()) {
            return GateService.get().running().map(gate -> gate.jwks());
        }
        try {
            return Optional.of(Settings.identityKey().jwks());
        } catch (GateException e) {
            LOG.error("this controller's identity key cannot be published: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** {@return the metadata; empty where there are no keys} */
    static Optional<String> metadata() {
        return keys().map(unused -> PublishedIdentity.metadata(Settings.publicUrl()));
    }
}
