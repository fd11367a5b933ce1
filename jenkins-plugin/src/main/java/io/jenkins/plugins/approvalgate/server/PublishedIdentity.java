package io.jenkins.plugins.approvalgate.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** What verifiers need to know of an issuer on this controller (OpenID Connect Discovery 1.0). */
public final class PublishedIdentity {

    /** Below the issuer. */
    public static final String METADATA = ".well-known/openid-configuration";

    private PublishedIdentity() {}

    /** {@return the metadata, which names {@code ISSUER/jwks} as the place of the keys} */
    public static String metadata(URI issuer) {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("issuer", issuer.toString());
        json.put("jwks_uri", issuer + "/jwks");
        json.putArray("response_types_supported");
        json.putArray("subject_types_supported").add("public");
        json.putArray("id_token_signing_alg_values_supported").add("ES256");
        return json.toString();
    }
}
