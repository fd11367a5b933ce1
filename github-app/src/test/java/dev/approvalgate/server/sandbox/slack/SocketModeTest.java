package dev.approvalgate.server.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import com.slack.api.socket_mode.response.MapResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SocketModeTest extends SlackStandInTestCase {

    @Test
    void slacksOwnClientReceivesAndAcknowledgesAClick() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        try (SocketModeClient socket = client.socketMode(app.appToken(), SocketModeClient.Backend.JavaWebSocket)) {
            socket.addInteractiveEnvelopeListener(envelope -> {
                received.add(envelope.getPayload().toString());
                socket.sendSocketModeResponse(AckResponse.builder()
                        .envelopeId(envelope.getEnvelopeId())
                        .build());
            });
            socket.connect();
            await().until(() -> slack.socketConnections() == 1);
            AppAnswer answer = slack.click(SlackWorkspace.APPROVER_1, postWithButton(), "approve");
            assertThat(answer.ok()).isTrue();
            assertThat(received).hasSize(1);
            assertThat(Json.parse(received.get(0)).path("type").asText()).isEqualTo("block_actions");
            assertThat(pretendApp.calls()).isEmpty();
        }
        await().until(() -> slack.socketConnections() == 0);
    }

    @Test
    void eachEventGoesToOneConnectionAndAnUnacknowledgedOneIsAProblem() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        WebSocket one = connect(received);
        WebSocket two = connect(received);
        await().until(() -> received.size() == 2);
        assertThat(received).allMatch(frame -> frame.contains("\"type\":\"hello\""));
        assertThat(received).anyMatch(frame -> frame.contains("\"num_connections\":2"));
        assertThat(slack.click(SlackWorkspace.APPROVER_1, postWithButton(), "approve")
                        .problem())
                .contains("did not acknowledge");
        assertThat(received).hasSize(3);
        slack.announceDisconnect("refresh_requested");
        await().until(() -> received.size() == 5);
        assertThat(received.get(4)).contains("refresh_requested");
        slack.cutSockets();
        await().until(() -> slack.socketConnections() == 0);
        one.abort();
        two.abort();
    }

    @Test
    void aTicketAdmitsOnceAndNeverAWebPage() throws Exception {
        assertThat(client.methods(app.botToken()).appsConnectionsOpen(r -> r).getError())
                .isEqualTo("not_allowed_token_type");
        String url = ticket();
        HttpClient http = HttpClient.newHttpClient();
        assertThat(http.newWebSocketBuilder()
                        .header("Origin", "http://evil.example")
                        .buildAsync(URI.create(url), new WebSocket.Listener() {}))
                .failsWithin(Duration.ofSeconds(5));
        WebSocket admitted = http.newWebSocketBuilder()
                .buildAsync(URI.create(url), new WebSocket.Listener() {})
                .join();
        assertThat(http.newWebSocketBuilder().buildAsync(URI.create(url), new WebSocket.Listener() {}))
                .failsWithin(Duration.ofSeconds(5));
        admitted.abort();
    }

    @Test
    void anAnswerTravelsInTheAcknowledgement() throws Exception {
        try (SocketModeClient socket = client.socketMode(app.appToken(), SocketModeClient.Backend.JavaWebSocket)) {
            socket.addSlashCommandsEnvelopeListener(envelope -> socket.sendSocketModeResponse(MapResponse.builder()
                    .envelopeId(envelope.getEnvelopeId())
                    .payload(Map.of("text", "Nothing waits."))
                    .build()));
            socket.connect();
            await().until(() -> slack.socketConnections() == 1);
            slack.command(SlackWorkspace.AUTHOR, CHANNEL, "/approvals", "");
            assertThat(slack.ephemerals(SlackWorkspace.AUTHOR))
                    .extracting(SlackMessage::text)
                    .containsExactly("Nothing waits.");
        }
    }

    private WebSocket connect(List<String> received) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(ticket()), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        received.add(text.toString());
                        socket.request(1);
                        return null;
                    }
                })
                .join();
    }

    private String ticket() throws Exception {
        return client.methods()
                .appsConnectionsOpen(r -> r.token(app.appToken()))
                .getUrl();
    }
}
