package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

    private static final String EXCHANGE = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token=";

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void givesTheTokenInTheFormOfRfc8693() throws Exception {
        String jwt = "e30." + base64("{\"scope\":\"deploy:payments deploy:orders\"}") + ".c2ln";
        surface.requests.redeem =
                assertion -> new DeployToken("id", Secret.of(jwt), "kid", FakeRequests.NOW.plusSeconds(900));

        HttpResponse<String> answer = exchange("42:production");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode json = Json.read(answer.body());
        assertThat(json.path("access_token").asText()).isEqualTo(jwt);
        assertThat(json.path("issued_token_type").asText()).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(json.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(json.path("expires_in").asInt()).isEqualTo(900);
        assertThat(json.path("scope").asText()).isEqualTo("deploy:payments deploy:orders");
    }

    @Test
    void tellsAWaitingJobToComeBackAndAHastyOneToSlowDown() throws Exception {
        assertError(exchange("42:production"), 400, "authorization_pending", "approval_pending");
        assertError(exchange("42:production"), 400, "slow_down", "approval_pending");
        assertError(exchange("43:production"), 400, "authorization_pending", "approval_pending");
    }

    @Test
    void saysWhyThereIsNoToken() throws Exception {
        assertRefusal(ReasonCode.REJECTED_BY_PERSON, 400, "access_denied");
        assertRefusal(ReasonCode.CHANGE_DIGEST_MISMATCH, 400, "access_denied");
        assertRefusal(ReasonCode.REQUEST_NOT_FOUND, 400, "access_denied");
        assertRefusal(ReasonCode.JOBS_EXHAUSTED, 409, "access_denied");
        assertRefusal(ReasonCode.TOKEN_REPLAYED, 401, "invalid_request");
        assertRefusal(ReasonCode.STORE_FAILED, 503, "temporarily_unavailable");
        assertError(exchange("bad"), 401, "invalid_request", "token_expired");
    }

    @Test
    void aProofOfPossessionBindsTheToken() throws Exception {
        String jwt = "e30." + base64("{}") + ".c2ln";
        surface.requests.redeem =
                assertion -> new DeployToken("id", Secret.of(jwt), "kid", FakeRequests.NOW.plusSeconds(900));

        HttpResponse<String> answer = proved("proof:POST:https://gate.example/oauth2/token");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.read(answer.body()).path("token_type").asText()).isEqualTo("DPoP");
        assertThat(surface.requests.lastProof).isNotNull();
        assertError(proved("proof:GET:https://gate.example/oauth2/token"), 400, "invalid_dpop_proof", "proof_mismatch");
        assertError(proved("a", "b"), 400, "invalid_dpop_proof", "proof_malformed");
        assertError(proved(" "), 400, "invalid_dpop_proof", "proof_malformed");
        assertRefusal(ReasonCode.PROOF_MISSING, 400, "invalid_dpop_proof");
        assertRefusal(ReasonCode.PROOF_REPLAYED, 400, "invalid_dpop_proof");
    }

    private HttpResponse<String> proved(String... proofs) throws Exception {
        HttpRequest.Builder request = surface.to("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(EXCHANGE + "42:production"));
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return surface.send(request);
    }

    @Test
    void refusesWhatItDoesNotDo() throws Exception {
        assertError(
                surface.form("/oauth2/token", "grant_type=password"),
                400,
                "unsupported_grant_type",
                "grant_unsupported");
        assertError(surface.form("/oauth2/token", ""), 400, "unsupported_grant_type", "grant_unsupported");
        assertError(surface.form("/oauth2/token", EXCHANGE), 400, "invalid_request", "request_malformed");
        assertError(
                surface.form("/oauth2/token", EXCHANGE + "42:x&audience=other"),
                400,
                "invalid_target",
                "audience_not_allowed");
        assertError(
                surface.form("/oauth2/token", EXCHANGE + "42:x&scope=all"),
                400,
                "invalid_request",
                "request_malformed");
        assertError(
                surface.form("/oauth2/token", EXCHANGE + "42:x&subject_token=43:x"),
                400,
                "invalid_request",
                "request_malformed");
        assertError(surface.post("/oauth2/token", "42:x", "{}"), 415, "invalid_request", "media_type_unsupported");
        assertError(surface.get("/oauth2/token"), 405, "invalid_request", "method_not_allowed");
    }

    private void assertRefusal(ReasonCode reason, int status, String error) throws Exception {
        surface.requests.redeem = assertion -> {
            throw new GateException(reason, "because of \"this\" \\ that");
        };
        assertError(exchange("42:production"), status, error, reason.code());
    }

    private static void assertError(HttpResponse<String> answer, int status, String error, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode json = Json.read(answer.body());
        assertThat(json.path("error").asText()).isEqualTo(error);
        assertThat(json.path("reason").asText()).isEqualTo(reason);
        assertThat(json.path("error_description").asText()).matches("[ !#-\\[\\]-~]+");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    private HttpResponse<String> exchange(String subject) throws Exception {
        return surface.form("/oauth2/token", EXCHANGE + subject);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
