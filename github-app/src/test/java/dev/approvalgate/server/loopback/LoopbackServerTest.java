package dev.approvalgate.server.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final LoopbackServer server = LoopbackServer.start(0);

    @BeforeEach
    void routes() {
        server.route(
                "GET", "/things/{id}/parts/{path*}", call -> Answer.json(200, call.var("id") + "|" + call.var("path")));
        server.route(
                "POST",
                "/things",
                call -> Answer.of(201, "text/plain", call.body().text() + call.query()));
        server.route("GET", "/broken", call -> {
            throw new IOException("broken");
        });
        server.route("GET", "/refused", call -> {
            throw new Refusal(Answer.empty(409));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void decodesPathVariablesAndKeepsSlashesInGreedyOnes() throws Exception {
        assertThat(get("/things/a%2Fb/parts/src/main.txt").body()).isEqualTo("a/b|src/main.txt");
        assertThat(get("/things/a+b/parts/x").body()).isEqualTo("a+b|x");
        assertThat(get("/things/a/b/c").statusCode()).isEqualTo(404);
    }

    @Test
    void handsOverBodyAndQuery() throws Exception {
        HttpResponse<String> answer = send(post("/things?q=a%20b", "héllo"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("héllo{q=a b}");
    }

    @Test
    void answersFailuresAndRefusals() throws Exception {
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        assertThat(get("/refused").statusCode()).isEqualTo(409);
    }

    @Test
    void threat35_refusesForeignHost() throws Exception {
        int port = server.base().getPort();

        assertThat(statusForHost("evil.example:" + port)).isEqualTo(421);
        assertThat(statusForHost("127.0.0.1")).isEqualTo(421);
        assertThat(statusForHost("LOCALHOST:" + port)).isEqualTo(404);
    }

    @Test
    void threat35_refusesStateChangesFromForeignOrigins() throws Exception {
        assertThat(send(post("/things", "x", "Origin", "http://evil.example")).statusCode())
                .isEqualTo(403);
        assertThat(send(post("/things", "x", "Origin", "null")).statusCode()).isEqualTo(403);
        assertThat(send(post("/things", "x", "Origin", server.base().toString()))
                        .statusCode())
                .isEqualTo(201);

        server.allowOrigin("http://127.0.0.1:1");
        assertThat(send(post("/things", "x", "Origin", "http://127.0.0.1:1")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void threat26_refusesBodiesOverOneMebibyte() throws Exception {
        assertThat(send(post("/things", "x".repeat(1024 * 1024))).statusCode()).isEqualTo(201);
        assertThat(send(post("/things", "x".repeat(1024 * 1024 + 1))).statusCode())
                .isEqualTo(413);
    }

    @Test
    void interceptorsAnswerBeforeOrAfterTheEffect() throws Exception {
        Interceptor before = new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return Optional.of(Answer.empty(429));
            }
        };
        server.intercept(before);
        assertThat(send(post("/things", "1")).statusCode()).isEqualTo(429);
        server.remove(before);

        server.intercept(new Interceptor() {
            @Override
            public Optional<Answer> after(Call call, Answer answer) {
                return Optional.of(Answer.empty(answer.status() == 201 ? 502 : 500));
            }
        });
        assertThat(send(post("/things", "2")).statusCode()).isEqualTo(502);
        assertThat(server.journal())
                .containsExactly(new Exchange("POST", "/things", "1", 429), new Exchange("POST", "/things", "2", 502));
    }

    @Test
    void aDroppedAnswerClosesTheConnection() {
        server.route("POST", "/dropped", call -> Answer.dropped());

        assertThatThrownBy(() -> send(post("/dropped", "x"))).isInstanceOf(IOException.class);
        assertThat(server.journal()).containsExactly(new Exchange("POST", "/dropped", "x", 0));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpRequest post(String path, String body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
        return (headers.length == 0 ? builder : builder.headers(headers)).build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(server.base() + path);
    }

    private int statusForHost(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.base().getPort())) {
            OutputStream out = socket.getOutputStream();
            String request = "GET /nothing HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
