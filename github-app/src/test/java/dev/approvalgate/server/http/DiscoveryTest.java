package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void saysWhereKeysAndTokensAre() throws Exception {
        for (String path :
                new String[] {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"}) {
            HttpResponse<String> answer = surface.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
            JsonNode json = Json.read(answer.body());
            assertThat(json.path("issuer").asText()).isEqualTo("https://gate.example");
            assertThat(json.path("jwks_uri").asText()).isEqualTo("https://gate.example/oauth2/jwks");
            assertThat(json.path("token_endpoint").asText()).isEqualTo("https://gate.example/oauth2/token");
            assertThat(json.path("revocation_endpoint").asText()).isEqualTo("https://gate.example/oauth2/revoke");
            assertThat(json.path("revocation_endpoint_auth_methods_supported")
                            .get(0)
                            .asText())
                    .isEqualTo("none");
            assertThat(json.path("dpop_signing_alg_values_supported").toString())
                    .isEqualTo("[\"ES256\",\"RS256\"]");
            assertThat(json.path("grant_types_supported").get(0).asText()).isEqualTo(TokenEndpoint.GRANT);
        }
        assertThat(surface.get("/oauth2/jwks").body()).isEqualTo("{\"keys\":[]}");
    }

    /** A verifier that reads the other document checks tokens alone; given this address, some would ask, and fail for want of a secret. */
    @Test
    void saysInOneDocumentOnlyWhereToAskAboutTokens() throws Exception {
        JsonNode json =
                Json.read(surface.get("/.well-known/oauth-authorization-server").body());
        assertThat(json.path("introspection_endpoint").asText()).isEqualTo("https://gate.example/oauth2/introspect");
        assertThat(json.path("introspection_endpoint_auth_methods_supported")
                        .get(0)
                        .asText())
                .isEqualTo("client_secret_basic");
        assertThat(surface.get("/.well-known/openid-configuration").body()).doesNotContain("introspection");
    }

    @Test
    void tellsHowItIs() throws Exception {
        assertThat(surface.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(surface.get("/readyz").statusCode()).isEqualTo(200);
        surface.checks.add(new Readiness.Check("work", false, "stuck"));
        HttpResponse<String> answer = surface.get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("not_ready").contains("stuck");
    }

    @Test
    void everyAnswerCarriesTheHeadersThatBrowsersHeed() throws Exception {
        for (String path : new String[] {"/", "/healthz", "/nothing", "/problems/token_expired"}) {
            HttpResponse<String> answer = surface.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void theLandingPageShowsNothingOfRequests() throws Exception {
        HttpResponse<String> answer = surface.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("Approval Gate").doesNotContain("req_");
    }

    @Test
    void unknownPathsAndMethodsAreProblems() throws Exception {
        HttpResponse<String> unknown = surface.get("/nothing/here");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body()).contains("\"type\":\"/problems/endpoint_not_found\"");
        HttpResponse<String> method = surface.send(surface.to("/healthz").method("DELETE", BodyPublishers.noBody()));
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("GET");
        assertThat(surface.raw("TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
        assertThat(surface.get("/problems/token_expired").body()).contains("HTTP status: 401");
    }
}
