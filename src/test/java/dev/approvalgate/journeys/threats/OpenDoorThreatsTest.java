package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Wire;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.page.ConversationPage;
import dev.approvalgate.server.sandbox.page.Story;
import dev.approvalgate.server.sandbox.slack.AppAnswer;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks from the operator's own browser, and with a stolen Socket Mode token. */
class OpenDoorThreatsTest {

    @TempDir
    Path folder;

    @Test
    void threat35_theSandboxAnswersOnlyUnderItsOwnNameAndToItsOwnPage() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            ConversationPage.serve(scene.slack(), new Story(scene.clock()), List.of(), scene.clock());
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            URI slack = scene.slack().base();
            String own = slack.getAuthority();
            String click =
                    "{\"as\":\"" + Someone.APPROVER_1.slack() + "\",\"ts\":\"" + message.ts() + "\",\"action\":\""
                            + Shown.button(message.blocks(), "Approve").orElseThrow() + "\"}";

            for (URI server : List.of(slack, scene.github().base())) {
                assertThat(Wire.exchange(server, get("/", "rebound.example.com:" + server.getPort())))
                        .contains(" 421 ");
            }
            assertThat(Wire.exchange(slack, get("/page/state?since=0", "rebound.example.com")))
                    .contains(" 421 ");
            assertThat(Wire.exchange(slack, post(own, "http://evil.example.com", click)))
                    .contains(" 403 ");
            assertThat(Wire.exchange(slack, post(own, "null", click))).contains(" 403 ");
            assertThat(Wire.exchange(slack, post(own, "http://" + own, click)))
                    .as("without the page's token")
                    .contains(" 403 ");

            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
            assertThat(Shown.buttons(scene.now(message).blocks())).contains("Approve");
        }
    }

    private static String get(String path, String host) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    private static String post(String host, String origin, String body) {
        return "POST /page/act HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    @Test
    void threat36_aStrangerOnTheSocketIsNoticedAndNothingIsShownBeforeItIsRecorded() {
        try (Scene scene = Scene.running(folder, Settings.USUAL.withoutPublicAddress())) {
            Scene.eventually().until(() -> scene.slack().socketConnections() > 0);
            int ours = scene.slack().socketConnections();
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);

            WebSocket thief = steal(scene);
            Scene.eventually().until(() -> scene.slack().socketConnections() > ours);
            // Slack sends each click to one of the connections; the thief swallows what it gets.
            AppAnswer answer = clickUntilSwallowed(scene, message, 4);

            assertThat(answer.problem()).as("the click that went to the thief").isNotEmpty();
            // Slack counts connections when it greets one, which it does at the latest when it replaces ours.
            scene.slack().announceDisconnect("refresh_requested");
            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.metric("gate_slack_socket_strangers_total", ""))
                            .as(scene.metrics()
                                    .lines()
                                    .filter(line -> line.contains("socket"))
                                    .toList()
                                    .toString())
                            .isPositive());
            thief.abort();
        }
    }

    private static WebSocket steal(Scene scene) {
        JsonNode opened = Http.postJson(
                        scene.slack().apiBase().resolve("apps.connections.open"),
                        Map.of(
                                "Authorization",
                                "Bearer " + scene.slack().workspace().app().appToken()),
                        "{}")
                .json();
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(opened.path("url").asText()), new WebSocket.Listener() {})
                .join();
    }

    private static AppAnswer clickUntilSwallowed(Scene scene, SlackMessage message, int most) {
        AppAnswer answer = scene.click(Someone.AUTHOR, message, "Approve");
        for (int i = 1; i < most && answer.ok(); i++) {
            answer = scene.click(Someone.AUTHOR, message, "Approve");
        }
        return answer;
    }
}
