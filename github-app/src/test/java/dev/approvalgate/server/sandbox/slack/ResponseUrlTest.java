package dev.approvalgate.server.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponseUrlTest extends SlackStandInTestCase {
    private static final String WHO = SlackWorkspace.APPROVER_1;

    @Test
    void answersFiveTimesToTheOneWhoActed() throws Exception {
        String url = responseUrl();
        for (int i = 0; i < 5; i++) {
            assertThat(post(url, "{\"text\":\"Recorded.\"}")).isEqualTo(200);
        }
        assertThat(post(url, "{\"text\":\"Once more.\"}")).isEqualTo(404);
        assertThat(slack.ephemerals(WHO)).hasSize(5);
    }

    @Test
    void livesThirtyMinutes() throws Exception {
        String url = responseUrl();
        clock.step(Duration.ofMinutes(31));
        assertThat(post(url, "{\"text\":\"Late.\"}")).isEqualTo(404);
        assertThat(slack.ephemerals(WHO)).isEmpty();
    }

    @Test
    void replacesTheMessageThatWasActedOn() throws Exception {
        String url = responseUrl();
        assertThat(post(url, "{\"replace_original\":true,\"text\":\"Done.\"}")).isEqualTo(200);
        assertThat(slack.messages(CHANNEL)).extracting(SlackMessage::text).containsExactly("Done.");
        assertThat(post(url, "{\"replace_original\":true,\"blocks\":[{\"type\":\"nonsense\"}]}"))
                .isEqualTo(400);
    }

    private String responseUrl() throws Exception {
        slack.click(WHO, postWithButton(), "approve");
        return pretendApp.lastPayload().path("response_url").asText();
    }

    private static int post(String url, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
