package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitEndpointTest {

    private static final String PATH = "/api/v1/waits";
    private static final String HOST = "host:" + FakeVerifier.ISSUER;
    private static final String UNKNOWN = "req_00000000000000000000000000";

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    private String open() throws Exception {
        String answer = surface.post("/api/v1/requests", "42:production", "{\"environment\":\"production\"}")
                .body();
        return Json.read(answer).path("id").asText();
    }

    private static String body(String... ids) {
        return Arrays.stream(ids).map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "{\"requests\":[", "]}"));
    }

    private CompletableFuture<HttpResponse<String>> waiting(String body) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        surface.to(PATH + "?wait=30")
                                .header("Authorization", "Bearer " + HOST)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void aHostIsToldWhichOfItsRequestsIsSettled() throws Exception {
        String id = open();
        CompletableFuture<HttpResponse<String>> answer = waiting(body(id));
        await().until(() -> surface.requests.isAwaited(new RequestId(id)));
        assertThat(answer).isNotDone();

        surface.requests.settle(new RequestId(id), Decision.Outcome.APPROVED, ReasonCode.GLASS_BROKEN);

        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).satisfies(told -> {
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.body()).isEqualTo("{\"settled\":[\"" + id + "\"]}");
        });
        assertThat(surface.post(PATH, HOST, body(id)).body()).contains(id);
    }

    @Test
    void aHostThatWaitsForNothingIsAnsweredAtOnce() throws Exception {
        assertThat(surface.post(PATH + "?wait=30", HOST, body()).body()).isEqualTo("{\"settled\":[]}");
    }

    @Test
    void whoeverWaitsIsAnsweredWhenTheServerStops() throws Exception {
        String id = open();
        CompletableFuture<HttpResponse<String>> answer = waiting(body(id));
        await().until(() -> surface.requests.isAwaited(new RequestId(id)));

        surface.drain.begin();

        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(told -> assertThat(told.body()).isEqualTo("{\"settled\":[]}"));
    }

    @Test
    void threat01_aBuildsTokenWaitsForNobodyAndAnotherHostLearnsNothing() throws Exception {
        String id = open();

        HttpResponse<String> build = surface.post(PATH, "42:production", body(id));
        assertThat(build.statusCode()).isEqualTo(401);
        assertThat(surface.send(surface.to(PATH).POST(BodyPublishers.ofString(body(id))))
                        .statusCode())
                .isEqualTo(401);
        // The same answer as for a request that is not there, at once.
        assertThat(surface.post(PATH + "?wait=30", "host:https://other.example", body(id))
                        .body())
                .isEqualTo("{\"settled\":[\"" + id + "\"]}");
        assertThat(surface.post(PATH + "?wait=30", "host:https://other.example", body(UNKNOWN))
                        .body())
                .isEqualTo("{\"settled\":[\"" + UNKNOWN + "\"]}");
        assertThat(surface.post("/api/v1/requests/" + id + "/cancel", HOST, "").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void whatIsNoListOfIdsIsMalformed() throws Exception {
        for (String bad : new String[] {
            "[]",
            "{}",
            "{\"requests\":{}}",
            body("req_1"),
            "{\"requests\":[7]}",
            "{\"requests\":[],\"more\":1}",
            body(Collections.nCopies(2_001, UNKNOWN).toArray(String[]::new))
        }) {
            assertThat(surface.post(PATH, HOST, bad).statusCode()).isEqualTo(400);
        }
        assertThat(surface.post(PATH + "?wait=31", HOST, body()).statusCode()).isEqualTo(400);
    }

    @Test
    void aRunThatHasEndedLosesWhatItHas() throws Exception {
        HttpResponse<String> answer = surface.post("/api/v1/runs/ended", "42::78", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(surface.requests.ended).containsExactly("42 78 cancelled_by_host");
        assertThat(surface.post("/api/v1/runs/ended", "bad", "").statusCode()).isEqualTo(401);
    }
}
