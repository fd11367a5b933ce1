package dev.approvalgate.server.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.page.StoryEntry.State;
import dev.approvalgate.server.sandbox.slack.Json;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationPageTest {
    private static final String AUTHOR = SlackWorkspace.AUTHOR;
    private static final String BLOCKS = """
            [{"type":"actions","elements":[{"type":"button","action_id":"approve","value":"d",
              "text":{"type":"plain_text","text":"Approve"}}]}]
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final SlackApp app = SlackApp.fresh("Approval Gate");
    private final SlackStandIn slack =
            SlackStandIn.start(StandInSetup.of(SlackWorkspace.withRoles(app), Clock.systemUTC()));
    private final Story story = new Story(Clock.systemUTC());
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final LoopbackServer receiver = LoopbackServer.start(0);
    private String token = "";

    @BeforeEach
    void open() throws Exception {
        receiver.route("POST", "/interactions", call -> {
            received.add(Json.parse(call.form().get("payload")));
            return Answer.empty(200);
        });
        slack.target(receiver.base().resolve("/interactions"), receiver.base().resolve("/commands"));
        var deploy = new PageAction("deploy", "Deploy", "Deploys", () -> ran.add("deploy"));
        ConversationPage.serve(slack, story, List.of(deploy), Clock.systemUTC());
        Matcher meta = Pattern.compile("name=\"page-token\" content=\"([0-9a-f]+)\"")
                .matcher(get("/", "").body());
        assertThat(meta.find()).isTrue();
        token = meta.group(1);
    }

    @AfterEach
    void close() {
        slack.close();
        receiver.close();
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndHasNoScriptInItsMarkup() throws Exception {
        HttpResponse<String> page = get("/", "");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>", "style=", "http:", "https:");
        assertThat(get("/page/conversation.js", "").body()).doesNotContain("innerHTML", "insertAdjacent", "eval(");
        assertThat(get("/page/conversation.css", "").body()).doesNotContain("url(", "@import");
    }

    @Test
    void aPersonSeesWhatIsTheirsAndNoMetadata() throws Exception {
        String ts = post();
        api("chat.postEphemeral", "{\"channel\":\"C0DEPLOY001\",\"user\":\"" + AUTHOR + "\",\"text\":\"only you\"}");
        story.tell(State.WAITING, "A deployment waits", "acme/payments");

        JsonNode author = state(AUTHOR, 0);
        JsonNode other = state(SlackWorkspace.APPROVER_1, 0);

        assertThat(author.path("messages")).hasSize(2);
        assertThat(other.path("messages")).hasSize(1);
        assertThat(other.path("messages").path(0).path("ts").asText()).isEqualTo(ts);
        assertThat(other.toString()).doesNotContain("event_payload", app.botToken(), app.signingSecret());
        assertThat(other.path("people").findValuesAsText("handle"))
                .containsExactly("author", "approver-1", "approver-2", "on-call", "guest");
        assertThat(author.path("story").path(0).path("title").asText()).isEqualTo("A deployment waits");
    }

    @Test
    void aClickOnThePageReachesTheAppAsThatPerson() throws Exception {
        String ts = post();

        JsonNode answer = Json.parse(act("act", click(ts)).body());

        assertThat(answer.path("ok").asBoolean()).isTrue();
        assertThat(received).hasSize(1);
        assertThat(received.get(0).path("user").path("id").asText()).isEqualTo(AUTHOR);
        assertThat(received.get(0).path("actions").path(0).path("action_id").asText())
                .isEqualTo("approve");
        assertThat(act("act", click("1.000001")).statusCode()).isEqualTo(409);
        assertThat(act("act", click(ts).replace(AUTHOR, app.botUserId())).statusCode())
                .isEqualTo(409);
        assertThat(act("scenario", "{\"as\":\"" + AUTHOR + "\",\"id\":\"deploy\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ran).containsExactly("deploy");
    }

    @Test
    void theStateWaitsUntilSomethingChanges() throws Exception {
        long version = state(AUTHOR, 0).path("version").asLong();
        var later = CompletableFuture.supplyAsync(() -> {
            try {
                return state(AUTHOR, version);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        story.tell(State.DONE, "Approved", "");

        assertThat(later.get(10, TimeUnit.SECONDS).path("version").asLong()).isGreaterThan(version);
    }

    @Test
    void threat35_anotherOriginOrNoneCannotAct() throws Exception {
        String body = click(post());

        for (String origin : List.of("http://evil.example", "null", "")) {
            assertThat(act("act", body, origin, token, "application/json").statusCode())
                    .isEqualTo(403);
        }
        assertThat(act("act", body, origin(), token, "text/plain").statusCode()).isEqualTo(415);
        assertThat(received).isEmpty();
    }

    @Test
    void threat35_anotherStartsTokenOpensNothing() throws Exception {
        String body = click(post());

        for (String wrong : List.of("", "0".repeat(48))) {
            assertThat(act("act", body, origin(), wrong, "application/json").statusCode())
                    .isEqualTo(403);
            assertThat(get("/page/state?as=" + AUTHOR, wrong).statusCode()).isEqualTo(403);
        }
        assertThat(received).isEmpty();
    }

    @Test
    void threat35_aReboundNameGetsNeitherPageNorToken() throws Exception {
        int port = slack.base().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET / HTTP/1.1\r\nHost: rebound.example:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain(token);
            }
        }
    }

    private String post() throws Exception {
        return api(
                        "chat.postMessage",
                        "{\"channel\":\"C0DEPLOY001\",\"text\":\"A deploy waits\",\"blocks\":" + BLOCKS
                                + ",\"metadata\":{\"event_type\":\"x\",\"event_payload\":{\"request\":\"r1\"}}}")
                .path("ts")
                .asText();
    }

    private static String click(String ts) {
        return "{\"as\":\"" + AUTHOR + "\",\"ts\":\"" + ts + "\",\"action\":\"approve\"}";
    }

    private String origin() {
        return slack.base().toString();
    }

    private HttpResponse<String> act(String path, String body) throws Exception {
        return act(path, body, origin(), token, "application/json");
    }

    private HttpResponse<String> act(String path, String body, String origin, String given, String type)
            throws Exception {
        HttpRequest.Builder request = request("/page/" + path)
                .header("Content-Type", type)
                .header("X-Page-Token", given)
                .POST(BodyPublishers.ofString(body));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode state(String as, long since) throws Exception {
        return Json.parse(get("/page/state?as=" + as + "&since=" + since, token).body());
    }

    private HttpResponse<String> get(String path, String given) throws Exception {
        return client.send(request(path).header("X-Page-Token", given).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(slack.base() + path));
    }

    private JsonNode api(String method, String body) throws Exception {
        HttpRequest request = request("/api/" + method)
                .header("Authorization", "Bearer " + app.botToken())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body))
                .build();
        return Json.parse(client.send(request, BodyHandlers.ofString()).body());
    }
}
