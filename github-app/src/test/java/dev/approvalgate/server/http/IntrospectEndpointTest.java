package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntrospectEndpointTest {

    private static final String GOOD = basic("payments-api:" + Surface.TARGET_SECRET);

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> ask(String form, String... authorization) throws Exception {
        HttpRequest.Builder request = surface.to("/oauth2/introspect")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        for (String one : authorization) {
            request.header("Authorization", one);
        }
        return surface.send(request);
    }

    private JsonNode told(String token) throws Exception {
        HttpResponse<String> answer = ask("token=" + token, GOOD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return Json.read(answer.body());
    }

    @Test
    void aTargetIsToldWhatALivingTokenSays() throws Exception {
        JsonNode told = told("deploy:live");

        assertThat(told.path("active").isBoolean()).as("whatever a claim says").isTrue();
        assertThat(told.path("active").booleanValue()).isTrue();
        assertThat(told.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(told.path("jti").asText()).isEqualTo("live");
        assertThat(told.path("environment").asText()).isEqualTo("production");
        assertThat(told("deploy:bound").path("token_type").asText()).isEqualTo("DPoP");
    }

    @Test
    void ofEverythingElseNothingIsTold() throws Exception {
        for (String token : new String[] {"deploy:dead", "deploy:strange", "garbage", "e30.e30.e30"}) {
            assertThat(told(token).toString()).isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void aSecretMayBeFormEncodedOrAsItIs() throws Exception {
        String encoded = URLEncoder.encode(Surface.TARGET_SECRET, StandardCharsets.UTF_8);

        assertThat(encoded).isNotEqualTo(Surface.TARGET_SECRET);
        assertThat(ask("token=x", basic("payments-api:" + encoded)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void threat01_whoIsNoTargetIsToldNothing() throws Exception {
        String[] wrong = {
            basic("payments-api:wrong"),
            basic("payments-api:"),
            basic("payments-api"),
            basic("other:" + Surface.TARGET_SECRET),
            basic(":" + Surface.TARGET_SECRET),
            basic(""),
            "Basic !!!",
            "Basic",
            "Bearer " + Surface.TARGET_SECRET,
            basic("payments-api:" + "a".repeat(4000))
        };
        String first = "";
        for (String one : wrong) {
            HttpResponse<String> answer = ask("token=deploy:live", one);
            assertThat(answer.statusCode()).as(one).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic realm=");
            assertThat(Json.read(answer.body()).path("error").asText()).isEqualTo("invalid_client");
            first = first.isEmpty() ? answer.body() : first;
            assertThat(answer.body())
                    .as("an id that exists looks like one that does not")
                    .isEqualTo(first);
        }
        assertThat(ask("token=deploy:live").statusCode()).isEqualTo(401);
        assertThat(ask("token=deploy:live", GOOD, GOOD).statusCode()).isEqualTo(401);
        assertThat(ask("token=deploy:live&client_id=payments-api&client_secret=" + Surface.TARGET_SECRET)
                        .statusCode())
                .as("not in the form")
                .isEqualTo(401);
        assertThat(ask("", "Basic x").statusCode()).as("who asks comes first").isEqualTo(401);
        assertThat(ask("", GOOD).statusCode()).isEqualTo(400);
    }
}
