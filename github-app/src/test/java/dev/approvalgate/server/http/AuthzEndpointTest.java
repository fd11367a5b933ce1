package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.token.TokenEvent.Used;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthzEndpointTest {

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    /** Asks as nginx does. */
    private HttpRequest.Builder nginx(String method, String uri) {
        return surface.to("/authz/nginx")
                .header("X-Original-Method", method)
                .header("X-Original-URI", uri)
                .header("Authorization", "Bearer deploy-live");
    }

    private void refused(HttpRequest.Builder request, int status, String reason) throws Exception {
        HttpResponse<String> answer = surface.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.read(answer.body()).path("reason").asText()).isEqualTo(reason);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status != 503);
        assertThat(surface.asked).last().isEqualTo(reason);
    }

    @Test
    void aGoodRequestIsLetThrough_withTheApprovalInHeaders() throws Exception {
        HttpResponse<String> answer = surface.send(nginx("POST", "/deploy/payments?x=1"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("X-Gate-Identity")).hasValue("payments-deploy");
        assertThat(answer.headers().firstValue("X-Gate-Request")).hasValue(FakeTokens.REQUEST.value());
        assertThat(answer.headers().firstValue("X-Gate-Environment")).hasValue("production");
        assertThat(answer.headers().firstValue("X-Gate-Action")).hasValue("deploy");
        assertThat(answer.headers().firstValue("X-Gate-Break-Glass")).hasValue("false");
        assertThat(answer.headers().firstValue("X-Gate-Commit")).hasValue("unknown");
        assertThat(answer.headers().firstValue("X-Gate-Approvers")).hasValue("unknown");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(surface.asked).containsExactly("allowed");
        assertThat(surface.targets.recorded).singleElement().isInstanceOfSatisfying(Used.class, used -> {
            assertThat(used.target()).isEqualTo("nginx");
            assertThat(used.method()).isEqualTo("POST");
            assertThat(used.pattern()).isEqualTo("/deploy/**");
            assertThat(used.identity()).isEqualTo("payments-deploy");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"})
    void theProxyMayAskWithAnyMethod(String method) throws Exception {
        assertThat(surface.send(nginx("POST", "/deploy/x").method(method, BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everythingElseIsRefusedForAReasonOfItsOwn() throws Exception {
        refused(nginx("GET", "/deploy/x"), 403, "request_not_allowed");
        refused(nginx("POST", "/other"), 403, "request_not_allowed");
        refused(nginx("POST", "/admin"), 403, "scope_missing");
        refused(nginx("POST", "/deploy/../admin"), 403, "path_ambiguous");
        refused(nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer deploy-dead"), 401, "token_revoked");
        refused(nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer deploy-strange"), 401, "token_unknown");
        refused(nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer x.y.z"), 401, "token_malformed");
        refused(surface.to("/authz/gone").header("X-Gate-Secret", Surface.TARGET_SECRET), 403, "target_unknown");
        assertThat(surface.targets.recorded).isEmpty();
    }

    @Test
    void aTokenMustBeThereOnceAndInItsPlace() throws Exception {
        HttpRequest.Builder none = surface.to("/authz/nginx?access_token=deploy-live")
                .header("X-Original-Method", "POST")
                .header("X-Original-URI", "/deploy/x?access_token=deploy-live");
        refused(none, 401, "credentials_missing");
        HttpRequest.Builder bare =
                surface.to("/authz/nginx").header("X-Original-Method", "POST").header("X-Original-URI", "/deploy/x");
        assertThat(surface.send(bare.copy()).headers().firstValue("WWW-Authenticate"))
                .as("RFC 6750, section 3.1: no error where nothing was shown")
                .hasValue("Bearer realm=\"approval-gate\"");
        refused(bare.copy(), 401, "credentials_missing");
        refused(nginx("POST", "/deploy/x").header("Authorization", "Bearer deploy-live"), 401, "credentials_missing");
        for (String header : new String[] {"Basic deploy-live", "Bearer", "Bearer a b", "deploy-live", "Bearer a,b"}) {
            refused(nginx("POST", "/deploy/x").setHeader("Authorization", header), 401, "credentials_missing");
        }
    }

    @Test
    void whatTheProxysKindDoesNotSetIsNotBelieved() throws Exception {
        HttpRequest.Builder forged =
                nginx("GET", "/other").header("X-Forwarded-Method", "POST").header("X-Forwarded-Uri", "/deploy/x");
        refused(forged, 403, "request_not_allowed");
        refused(nginx("POST", "/deploy/x").header("X-Original-URI", "/deploy/x"), 403, "forwarding_malformed");
        refused(
                surface.to("/authz/nginx/deploy/x")
                        .header("Authorization", "Bearer deploy-live")
                        .POST(BodyPublishers.noBody()),
                403,
                "forwarding_malformed");
    }

    private HttpRequest.Builder traefik(String target, String host, String client) {
        return surface.to("/authz/" + target)
                .header("X-Forwarded-Method", "POST")
                .header("X-Forwarded-Uri", "/deploy/x")
                .header("X-Forwarded-Host", host)
                .header("X-Forwarded-For", client)
                .header("Authorization", "Bearer deploy-live");
    }

    @Test
    void forwardedRequestsAreForTheTargetsHostOnly() throws Exception {
        assertThat(surface.send(traefik("forwarded", "Deploy.example.com", "10.0.0.1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(surface.send(traefik("forwarded", "deploy.example.com:443", "10.0.0.1"))
                        .statusCode())
                .isEqualTo(200);
        refused(traefik("forwarded", "other.example.com", "10.0.0.1"), 403, "forwarding_malformed");
        refused(traefik("forwarded", "deploy.example.com:8443", "10.0.0.1"), 403, "forwarding_malformed");
    }

    @Test
    void requestsMustComeFromWhereThePolicySays() throws Exception {
        assertThat(surface.send(inside("203.0.113.7, 10.1.2.3")).statusCode()).isEqualTo(200);
        refused(inside("unknown"), 403, "forwarding_malformed");
        refused(inside("10.1.2.3, 203.0.113.7"), 403, "token_address");
    }

    private HttpRequest.Builder inside(String client) {
        return traefik("inside", "deploy.example.com", client).header("X-Gate-Secret", Surface.TARGET_SECRET);
    }

    @Test
    void threat20_anAddressIsBelievedOfAProxyThatProvesItselfAndOfNobodyElse() throws Exception {
        refused(traefik("inside", "deploy.example.com", "10.1.2.3"), 403, "client_unknown");
        assertThat(surface.send(inside("10.1.2.3")).statusCode()).isEqualTo(200);
    }

    @Test
    void theCallItselfIsTheRequestWhereTheProxySendsItBehindThePrefix() throws Exception {
        assertThat(surface.send(surface.to("/authz/path/deploy/a%20b?c=%2F")
                                .header("Authorization", "Bearer deploy-live")
                                .header("X-Original-URI", "/other")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        refused(
                surface.to("/authz/path/deploy/x")
                        .header("Authorization", "Bearer deploy-live")
                        .GET(),
                403,
                "request_not_allowed");
    }

    /** A path that leads out of the prefix must not be answered by another endpoint, whose 200 would be taken for a yes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authz/path/../../healthz",
                "/authz/path/deploy/../../../healthz",
                "/authz/path/./deploy/x",
                "/authz/path//deploy/x",
                "/authz/path/..",
                "/authz/path/%2e%2e/%2e%2e/healthz",
                "/authz/path/..%2f..%2fhealthz",
                "/authz/path/..;/..;/healthz",
                "/authz/path/deploy/%2e%2e/x",
                "/authz/path/deploy%00/x",
                "/authz/path/deploy%5cx",
                "/authz/../healthz"
            })
    void noPathLeadsOutOfThePrefix(String path) throws Exception {
        for (String method : new String[] {"GET", "POST"}) {
            String answer = surface.raw(method + " " + path
                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer deploy-live\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 40").containsAnyOf("path_ambiguous", "request_malformed");
        }
        assertThat(surface.targets.recorded).isEmpty();
    }

    @Test
    void threat01_whoCannotProveToBeTheTargetsProxyLearnsNothing() throws Exception {
        String secret = Surface.TARGET_SECRET;
        for (String target : List.of("payments-api", "forgotten", "elsewhere", "")) {
            HttpRequest.Builder proxy = nginx("POST", "/deploy/x").uri(surface.uri("/authz/" + target));
            refused(proxy.copy(), 403, "client_unknown");
            refused(proxy.copy().header("X-Gate-Secret", "wrong"), 403, "client_unknown");
            refused(proxy.copy().header("X-Gate-Secret", ""), 403, "client_unknown");
            refused(
                    proxy.copy().header("X-Gate-Secret", secret).header("X-Gate-Secret", secret),
                    403,
                    "client_unknown");
        }
        for (String target : List.of("forgotten", "elsewhere", "")) {
            refused(
                    nginx("POST", "/deploy/x")
                            .uri(surface.uri("/authz/" + target))
                            .header("X-Gate-Secret", secret),
                    403,
                    "client_unknown");
        }
        refused(nginx("POST", "/deploy/x").header("X-Gate-Secret", "wrong"), 403, "client_unknown");
        assertThat(surface.targets.recorded).isEmpty();
        assertThat(surface.send(nginx("POST", "/deploy/x")
                                .uri(surface.uri("/authz/payments-api"))
                                .header("X-Gate-Secret", secret))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "x-http-method-override",
                "X_HTTP_Method_Override",
                "X-HTTP_METHOD-Override",
                "X-HTTP-Method",
                "X_HTTP_Method",
                "X-Method-Override",
                "X_METHOD_OVERRIDE"
            })
    void threat34_aSecondMethodInAHeaderOfAnySpellingIsRefused(String header) throws Exception {
        refused(nginx("POST", "/deploy/x").header(header, "DELETE"), 403, "forwarding_malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?_method=DELETE",
                "?a=b&_method=DELETE",
                "?a=b;_method=DELETE",
                "?_METHOD=DELETE",
                "?%5fmethod=DELETE",
                "?%5F%6d%65thod=DELETE",
                "?_method",
                "?+_method=DELETE",
                "?_method[]=DELETE",
                "?_method%5B%5D=DELETE",
                "?.method=DELETE",
                "?[method=DELETE",
                "?%5bmethod=DELETE",
                "?x-http-method-override=DELETE",
                "?X_HTTP_Method_Override=DELETE"
            })
    void threat34_aSecondMethodInAQueryOfAnySpellingIsRefused(String query) throws Exception {
        refused(nginx("POST", "/deploy/x" + query), 403, "forwarding_malformed");
        assertThat(surface.raw("POST /authz/path/deploy/x" + query + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                        + "Authorization: Bearer deploy-live\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 40");
        assertThat(surface.targets.recorded).isEmpty();
    }

    @Test
    void queriesThatNameNoMethodPass() throws Exception {
        for (String query : List.of("?method=x", "?a=_method", "?payment_method=card", "?100%&x=%5", "?&&=")) {
            assertThat(surface.send(nginx("POST", "/deploy/x" + query)).statusCode())
                    .as(query)
                    .isEqualTo(200);
        }
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKey() throws Exception {
        refused(nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer deploy-bound"), 401, "proof_missing");
        HttpRequest.Builder bound = nginx("POST", "/deploy/x?y").setHeader("Authorization", "DPoP deploy-bound");
        refused(bound.copy(), 401, "proof_missing");
        refused(bound.copy().header("DPoP", "good").header("DPoP", "good"), 401, "proof_missing");
        refused(bound.copy().header("DPoP", "bad"), 401, "proof_malformed");
        assertThat(surface.send(bound.copy().header("DPoP", "bad"))
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""))
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"");
        refused(
                nginx("POST", "/deploy/x")
                        .setHeader("Authorization", "DPoP deploy-live")
                        .header("DPoP", "good"),
                401,
                "proof_mismatch");

        assertThat(surface.send(bound.copy().header("DPoP", "good")).statusCode())
                .isEqualTo(200);
        assertThat(surface.targets.proven()).containsExactly("https://deploy.example.com/deploy/x");
    }

    @Test
    void aProofIsUsedUpByARequestThatIsLetThrough_andByNoOther() throws Exception {
        HttpRequest.Builder bound = nginx("POST", "/deploy/x")
                .setHeader("Authorization", "DPoP deploy-bound")
                .header("DPoP", "same");
        refused(bound.copy().setHeader("X-Original-URI", "/other"), 403, "request_not_allowed");
        refused(bound.copy().setHeader("X-Original-URI", "/admin"), 403, "scope_missing");
        assertThat(surface.send(bound.copy()).statusCode()).isEqualTo(200);
        refused(bound.copy(), 401, "proof_replayed");
    }

    @Test
    void whatCannotBeSaidOrRecordedNowIsRefusedAsUnavailable() throws Exception {
        surface.targets.failing = true;
        refused(nginx("POST", "/deploy/x"), 503, "use_unrecorded");
        assertThat(surface.send(nginx("POST", "/deploy/x")).headers().firstValue("Retry-After"))
                .hasValue("5");
    }

    @Test
    void noBodyIsRead() throws Exception {
        HttpResponse<String> answer =
                surface.send(nginx("POST", "/deploy/x").POST(BodyPublishers.ofString("{\"a\":1}")));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(surface.targets.recorded).isEmpty();
    }
}
