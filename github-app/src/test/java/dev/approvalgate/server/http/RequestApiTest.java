package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestApiTest {

    private static final String PATH = "/api/v1/requests";
    private static final String ASK = "{\"environment\":\"production\",\"scopes\":[\"deploy:payments\"]}";

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void opensARequestForTheVerifiedWorkload() throws Exception {
        HttpResponse<String> answer = surface.post(PATH, "42:production", ASK);

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode json = Json.read(answer.body());
        assertThat(answer.headers().firstValue("Location"))
                .hasValue(PATH + "/" + json.path("id").asText());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(json.path("status").asText()).isEqualTo("pending");
        assertThat(json.path("run_id").asText()).isEqualTo("77");
        assertThat(surface.requests.opened).singleElement().satisfies(opening -> {
            assertThat(opening.host().kind()).isEqualTo("api");
            assertThat(opening.job()).isEqualTo("job-1");
            assertThat(opening.wishes().scopes()).containsExactly("deploy:payments");
        });
    }

    @Test
    void believesNothingThatTheTokenContradicts() throws Exception {
        HttpResponse<String> answer = surface.post(PATH, "42:staging", ASK);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("host_fact_mismatch");
        assertThat(surface.requests.opened).isEmpty();
    }

    @Test
    void answersAuthenticationFailuresInConstantWords() throws Exception {
        HttpResponse<String> bad = surface.post(PATH, "bad", ASK);
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(bad.body()).contains("token_expired").doesNotContain("secret detail");

        HttpResponse<String> none = surface.get(PATH + "/req_00000000000000000000000000");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("credentials_missing");
    }

    @Test
    void saysWhatIsWrongWithAnAsk() throws Exception {
        assertThat(surface.post(PATH, "42:", "{\"environment\":\"production\",\"scope\":[]}")
                        .body())
                .contains("not known");
        assertThat(surface.post(PATH, "42:", "{}").body()).contains("environment is missing");
        assertThat(surface.post(PATH, "42:", "[]").statusCode()).isEqualTo(400);
        assertThat(surface.post(PATH, "42:", "{\"environment\":\"a\",\"environment\":\"b\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(surface.post(PATH, "42:", "{\"environment\":\"a\",\"action\":\"Deploy It\"}")
                        .body())
                .contains("request_malformed");
        assertThat(surface.requests.opened).isEmpty();
    }

    @Test
    void showsAWorkloadOnlyItsOwnRequests() throws Exception {
        String id = open();

        assertThat(surface.get(PATH + "/" + id, "42:").statusCode()).isEqualTo(200);
        HttpResponse<String> foreign = surface.get(PATH + "/" + id, "43:");
        HttpResponse<String> unknown = surface.get(PATH + "/req_00000000000000000000000000", "43:");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(surface.post(PATH + "/" + id + "/cancel", "43:", "").statusCode())
                .isEqualTo(404);
        assertThat(surface.get(PATH + "/nonsense", "43:").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhoIsNeededWhoDecidedAndInWhichWords() throws Exception {
        String id = open("private");
        JsonNode waiting = Json.read(surface.get(PATH + "/" + id, "private:").body());
        assertThat(waiting.path("needed").asText()).isEqualTo("1 more approval, from Grace");
        assertThat(waiting.path("decided_by")).isEmpty();
        assertThat(waiting.path("link").asText()).isEqualTo("https://example.slack.com/archives/C1/p1");

        surface.requests.reject(new RequestId(id), "not today\n\u001B[8mha");

        JsonNode decided = Json.read(surface.get(PATH + "/" + id, "private:").body());
        assertThat(decided.path("needed").isNull()).isTrue();
        assertThat(decided.path("decided_by").get(0).asText()).isEqualTo("Grace");
        assertThat(decided.path("said").get(0).path("by").asText()).isEqualTo("Grace");
        assertThat(decided.path("said").get(0).path("words").asText()).isEqualTo("not today ⏎ ⟦U+001B⟧[8mha");
    }

    @Test
    void namesNobodyWhereEverybodyMayReadTheLog() throws Exception {
        String id = open();
        assertThat(surface.get(PATH + "/" + id, "42:").body())
                .contains("\"needed\":\"0 of 1 approval\"")
                .doesNotContain("Grace");

        surface.requests.reject(new RequestId(id), "not today");

        assertThat(surface.get(PATH + "/" + id, "42:").body())
                .contains("\"status\":\"rejected\"")
                .doesNotContain("Grace", "not today");
    }

    @Test
    void answersAlsoWhileThePolicyCannotBeRead() throws Exception {
        String id = open("private");
        surface.reviews.unreadable = true;

        JsonNode json = Json.read(surface.get(PATH + "/" + id, "private:").body());

        assertThat(json.path("status").asText()).isEqualTo("pending");
        assertThat(json.path("needed").isNull()).isTrue();
    }

    @Test
    void withdraws() throws Exception {
        String id = open();

        HttpResponse<String> answer = surface.post(PATH + "/" + id + "/cancel", "42:", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"cancelled\"").contains("cancelled_by_requester");
        assertThat(surface.get(PATH + "/" + id + "/cancel", "42:").statusCode()).isEqualTo(405);
    }

    @Test
    void whoWithdrawsGivesBackWhatTheirOwnJobWasGiven() throws Exception {
        String id = open();

        surface.post(PATH + "/" + id + "/cancel", "42::78", "");
        assertThat(surface.requests.givenBack).isEmpty();
        surface.post(PATH + "/" + id + "/cancel", "42:", "");

        assertThat(surface.requests.givenBack).containsExactly("job-1");
    }

    @Test
    void anotherRunOfTheSamePipelineWithdrawsNothing() throws Exception {
        String id = open();

        HttpResponse<String> answer = surface.post(PATH + "/" + id + "/cancel", "42::78", "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("host_fact_mismatch");
        assertThat(surface.get(PATH + "/" + id, "42::78").body()).contains("\"status\":\"pending\"");
    }

    @Test
    void answersAWaitingCallerWhenTheRequestSettles() throws Exception {
        String id = open();
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> unchecked(() -> surface.get(PATH + "/" + id + "?wait=30", "42:")));
        await().until(() -> surface.requests.isAwaited(new RequestId(id)));
        assertThat(waiting).isNotDone();

        surface.requests.settle(new RequestId(id), Decision.Outcome.REJECTED, ReasonCode.REJECTED_BY_PERSON);

        await().atMost(Duration.ofSeconds(5)).until(waiting::isDone);
        assertThat(waiting.join().body())
                .contains("\"status\":\"rejected\"")
                .contains("\"reason\":\"rejected_by_person\"");
    }

    @Test
    void answersAWaitingCallerWhenTheTimeIsOver() throws Exception {
        String id = open();

        assertThat(surface.get(PATH + "/" + id + "?wait=1", "42:").body()).contains("\"status\":\"pending\"");
        assertThat(surface.get(PATH + "/" + id + "?wait=31", "42:").statusCode())
                .isEqualTo(400);
        assertThat(surface.get(PATH + "/" + id + "?wait=-1", "42:").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shutdownAnswersThoseWhoWaitAndTurnsAwayTheRest() throws Exception {
        String id = open();
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> unchecked(() -> surface.get(PATH + "/" + id + "?wait=30", "42:")));
        await().until(() -> surface.requests.isAwaited(new RequestId(id)));

        surface.drain.begin();

        await().atMost(Duration.ofSeconds(5)).until(waiting::isDone);
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        HttpResponse<String> late = surface.post(PATH, "42:production", ASK);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).isPresent();
        assertThat(late.body()).contains("shutting_down");
        assertThat(surface.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(surface.drain.awaitQuiet(Duration.ofSeconds(5))).isTrue();
    }

    private String open() throws Exception {
        return open("42");
    }

    private String open(String project) throws Exception {
        return Json.read(surface.post(PATH, project + ":production", ASK).body())
                .path("id")
                .asText();
    }

    private interface Call {
        HttpResponse<String> run() throws Exception;
    }

    private static HttpResponse<String> unchecked(Call call) {
        try {
            return call.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
