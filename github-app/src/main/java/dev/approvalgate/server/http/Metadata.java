package dev.approvalgate.server.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What verifiers and clients need to know of the issuer: RFC 8414, and the same in OpenID Connect Discovery's form. */
final class Metadata {

    private Metadata() {}

    static String authorizationServer(URI publicUrl) {
        return Json.write(common(publicUrl));
    }

    static String openId(URI publicUrl, List<String> algorithms) {
        Map<String, Object> members = common(publicUrl);
        members.put("subject_types_supported", List.of("public"));
        members.put("id_token_signing_alg_values_supported", algorithms);
        // Whoever reads this document checks tokens alone. Given an address to ask at, some verifiers would ask
        // instead, and fail
        // for want of a secret; those that have one read the other document.
        members.keySet().removeIf(name -> name.startsWith("introspection_"));
        return Json.write(members);
    }

    private static Map<String, Object> common(URI publicUrl) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", publicUrl.toString());
        members.put("token_endpoint", publicUrl + TokenEndpoint.PATH);
        members.put("jwks_uri", publicUrl + PublicEndpoints.JWKS);
        members.put("response_types_supported", List.of());
        members.put("grant_types_supported", List.of(TokenEndpoint.GRANT));
        // The subject token is the only credential.
        members.put("token_endpoint_auth_methods_supported", List.of("none"));
        members.put("revocation_endpoint", publicUrl + RevokeEndpoint.PATH);
        // So is the token that is given back.
        members.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        members.put("introspection_endpoint", publicUrl + IntrospectEndpoint.PATH);
        members.put("introspection_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        members.put("dpop_signing_alg_values_supported", List.of("ES256", "RS256"));
        return members;
    }
}
