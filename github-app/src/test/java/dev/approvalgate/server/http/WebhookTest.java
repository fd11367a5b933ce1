package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void storesADeliveryAndKnowsItAgain() throws Exception {
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{}")).statusCode())
                .isEqualTo(202);
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{}")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void threat11_forgedWebhookIsRefusedAndNothingIsStoredButACounter() throws Exception {
        // Not even well-formed: whoever cannot sign learns nothing of what we would make of the body.
        HttpResponse<String> answer = surface.send(surface.webhook("sha256=forged", "{{{"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"reason\":\"signature_invalid\"").doesNotContain("the-secret-one");
        assertThat(surface.delivered).isEmpty();
        assertThat(surface.forged).hasValue(1);
    }

    @Test
    void refusesWhatIsSignedButNotInGitHubsForm() throws Exception {
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{} trailing")).statusCode())
                .isEqualTo(400);
        assertThat(surface.send(surface.webhook(Surface.GOOD, "")).statusCode()).isEqualTo(400);
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{}").setHeader("X-GitHub-Delivery", "../../etc"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{}").setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{}").header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(surface.delivered).isEmpty();
    }

    @Test
    void answersSlackWithWhatTheDialogNeeds() throws Exception {
        assertThat(slack("v0=good", "payload=%7B%22type%22%3A%22view_submission%22%7D")
                        .body())
                .isEqualTo("{\"response_action\":\"clear\"}");
        HttpResponse<String> click = slack("v0=good", "payload=%7B%22type%22%3A%22block_actions%22%7D");
        assertThat(click.statusCode()).isEqualTo(200);
        assertThat(click.body()).isEmpty();
        assertThat(surface.interactions).hasSize(2);
    }

    @Test
    void refusesForgedAndMalformedSlackCalls() throws Exception {
        assertThat(slack("v0=forged", "payload=%7B%7D").statusCode()).isEqualTo(401);
        assertThat(surface.forged).hasValue(1);
        assertThat(slack("v0=good", "other=1").statusCode()).isEqualTo(400);
        assertThat(slack("v0=good", "payload=%7B").statusCode()).isEqualTo(400);
        assertThat(slack("v0=good", "payload=%7B%7D&payload=%7B%7D").statusCode())
                .isEqualTo(400);
        assertThat(surface.interactions).isEmpty();
    }

    private HttpResponse<String> slack(String signature, String form) throws Exception {
        return surface.send(surface.to("/slack/interactions")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Signature", signature)
                .header("X-Slack-Request-Timestamp", "1")
                .POST(BodyPublishers.ofString(form)));
    }
}
