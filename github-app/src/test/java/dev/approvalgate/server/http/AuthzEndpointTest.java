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
    private final AuthzCaller caller = new AuthzCaller(surface);

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void aGoodRequestIsLetThrough_withTheApprovalInHeaders() throws Exception {
        HttpResponse<String> answer = surface.send(caller.nginx("POST", "/deploy/payments?x=1"));

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
        assertThat(surface.send(caller.nginx("POST", "/deploy/x").method(method, BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everythingElseIsRefusedForAReasonOfItsOwn() throws Exception {
        caller.refused(caller.nginx("GET", "/deploy/x"), 403, "request_not_allowed");
        caller.refused(caller.nginx("POST", "/other"), 403, "request_not_allowed");
        caller.refused(caller.nginx("POST", "/admin"), 403, "scope_missing");
        caller.refused(caller.nginx("POST", "/deploy/../admin"), 403, "path_ambiguous");
        caller.refused(
                caller.nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer deploy-dead"),
                401,
                "token_revoked");
        caller.refused(
                caller.nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer deploy-strange"),
                401,
                "token_unknown");
        caller.refused(
                caller.nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer x.y.z"), 401, "token_malformed");
        caller.refused(surface.to("/authz/gone").header("X-Gate-Secret", Surface.TARGET_SECRET), 403, "target_unknown");
        assertThat(surface.targets.recorded).isEmpty();
    }

    @Test
    void aTokenMustBeThereOnceAndInItsPlace() throws Exception {
        HttpRequest.Builder none = surface.to("/authz/nginx?access_token=deploy-live")
                .header("X-Original-Method", "POST")
                .header("X-Original-URI", "/deploy/x?access_token=deploy-live");
        caller.refused(none, 401, "credentials_missing");
        HttpRequest.Builder bare =
                surface.to("/authz/nginx").header("X-Original-Method", "POST").header("X-Original-URI", "/deploy/x");
        assertThat(surface.send(bare.copy()).headers().firstValue("WWW-Authenticate"))
                .as("RFC 6750, section 3.1: no error where nothing was shown")
                .hasValue("Bearer realm=\"approval-gate\"");
        caller.refused(bare.copy(), 401, "credentials_missing");
        caller.refused(
                caller.nginx("POST", "/deploy/x").header("Authorization", "Bearer deploy-live"),
                401,
                "credentials_missing");
        for (String header : new String[] {"Basic deploy-live", "Bearer", "Bearer a b", "deploy-live", "Bearer a,b"}) {
            caller.refused(
                    caller.nginx("POST", "/deploy/x").setHeader("Authorization", header), 401, "credentials_missing");
        }
    }

    @Test
    void whatTheProxysKindDoesNotSetIsNotBelieved() throws Exception {
        HttpRequest.Builder forged = caller.nginx("GET", "/other")
                .header("X-Forwarded-Method", "POST")
                .header("X-Forwarded-Uri", "/deploy/x");
        caller.refused(forged, 403, "request_not_allowed");
        caller.refused(
                caller.nginx("POST", "/deploy/x").header("X-Original-URI", "/deploy/x"), 403, "forwarding_malformed");
        caller.refused(
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
        caller.refused(traefik("forwarded", "other.example.com", "10.0.0.1"), 403, "forwarding_malformed");
        caller.refused(traefik("forwarded", "deploy.example.com:8443", "10.0.0.1"), 403, "forwarding_malformed");
    }

    @Test
    void requestsMustComeFromWhereThePolicySays() throws Exception {
        assertThat(surface.send(inside("203.0.113.7, 10.1.2.3")).statusCode()).isEqualTo(200);
        caller.refused(inside("unknown"), 403, "forwarding_malformed");
        caller.refused(inside("10.1.2.3, 203.0.113.7"), 403, "token_address");
    }

    private HttpRequest.Builder inside(String client) {
        return traefik("inside", "deploy.example.com", client).header("X-Gate-Secret", Surface.TARGET_SECRET);
    }

    @Test
    void threat20_anAddressIsBelievedOfAProxyThatProvesItselfAndOfNobodyElse() throws Exception {
        caller.refused(traefik("inside", "deploy.example.com", "10.1.2.3"), 403, "client_unknown");
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
        caller.refused(
                surface.to("/authz/path/deploy/x")
                        .header("Authorization", "Bearer deploy-live")
                        .GET(),
                403,
                "request_not_allowed");
    }

    @Test
    void threat01_whoCannotProveToBeTheTargetsProxyLearnsNothing() throws Exception {
        String secret = Surface.TARGET_SECRET;
        for (String target : List.of("payments-api", "forgotten", "elsewhere", "")) {
            HttpRequest.Builder proxy = caller.nginx("POST", "/deploy/x").uri(surface.uri("/authz/" + target));
            caller.refused(proxy.copy(), 403, "client_unknown");
            caller.refused(proxy.copy().header("X-Gate-Secret", "wrong"), 403, "client_unknown");
            caller.refused(proxy.copy().header("X-Gate-Secret", ""), 403, "client_unknown");
            caller.refused(
                    proxy.copy().header("X-Gate-Secret", secret).header("X-Gate-Secret", secret),
                    403,
                    "client_unknown");
        }
        for (String target : List.of("forgotten", "elsewhere", "")) {
            caller.refused(
                    caller.nginx("POST", "/deploy/x")
                            .uri(surface.uri("/authz/" + target))
                            .header("X-Gate-Secret", secret),
                    403,
                    "client_unknown");
        }
        caller.refused(caller.nginx("POST", "/deploy/x").header("X-Gate-Secret", "wrong"), 403, "client_unknown");
        assertThat(surface.targets.recorded).isEmpty();
        assertThat(surface.send(caller.nginx("POST", "/deploy/x")
                                .uri(surface.uri("/authz/payments-api"))
                                .header("X-Gate-Secret", secret))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKey() throws Exception {
        caller.refused(
                caller.nginx("POST", "/deploy/x").setHeader("Authorization", "Bearer deploy-bound"),
                401,
                "proof_missing");
        HttpRequest.Builder bound = caller.nginx("POST", "/deploy/x?y").setHeader("Authorization", "DPoP deploy-bound");
        caller.refused(bound.copy(), 401, "proof_missing");
        caller.refused(bound.copy().header("DPoP", "good").header("DPoP", "good"), 401, "proof_missing");
        caller.refused(bound.copy().header("DPoP", "bad"), 401, "proof_malformed");
        assertThat(surface.send(bound.copy().header("DPoP", "bad"))
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""))
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"");
        caller.refused(
                caller.nginx("POST", "/deploy/x")
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
        HttpRequest.Builder bound = caller.nginx("POST", "/deploy/x")
                .setHeader("Authorization", "DPoP deploy-bound")
                .header("DPoP", "same");
        caller.refused(bound.copy().setHeader("X-Original-URI", "/other"), 403, "request_not_allowed");
        caller.refused(bound.copy().setHeader("X-Original-URI", "/admin"), 403, "scope_missing");
        assertThat(surface.send(bound.copy()).statusCode()).isEqualTo(200);
        caller.refused(bound.copy(), 401, "proof_replayed");
    }

    @Test
    void whatCannotBeSaidOrRecordedNowIsRefusedAsUnavailable() throws Exception {
        surface.targets.failing = true;
        caller.refused(caller.nginx("POST", "/deploy/x"), 503, "use_unrecorded");
        assertThat(surface.send(caller.nginx("POST", "/deploy/x")).headers().firstValue("Retry-After"))
                .hasValue("5");
    }

    @Test
    void noBodyIsRead() throws Exception {
        HttpResponse<String> answer =
                surface.send(caller.nginx("POST", "/deploy/x").POST(BodyPublishers.ofString("{\"a\":1}")));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(surface.targets.recorded).isEmpty();
    }
}
