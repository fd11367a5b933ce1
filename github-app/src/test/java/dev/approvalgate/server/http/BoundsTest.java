package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private final Surface surface = new Surface(new Bounds(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10), 400, 8, 4L * Bounds.WEBHOOK_BYTES));

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void threat26_hugeBodiesAreRefused() throws Exception {
        String large = "a".repeat(Bounds.BODY_BYTES + 1);
        HttpResponse<String> declared = surface.post("/api/v1/requests", "42:", large);
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("request_too_large");

        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        String streamed =
                surface.raw(head("POST", "/api/v1/requests") + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5));
        assertThat(streamed).startsWith("HTTP/1.1 413");

        // A webhook may be larger than other bodies, within its own bound.
        assertThat(surface.send(surface.webhook(Surface.GOOD, "{\"a\":\"" + large + "\"}"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(surface.send(surface.webhook(Surface.GOOD, "a".repeat(Bounds.WEBHOOK_BYTES + 1)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoIsStillSendingGetsTheAnswerAllTheSame() throws Exception {
        String large = "a".repeat(8 * Bounds.WEBHOOK_BYTES);
        for (int round = 0; round < 20; round++) {
            assertThat(surface.post("/api/v1/requests", "42:", large).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void threat26_manyLargeBodiesFindNoRoomAndSmallOnesDo() throws Exception {
        try (var narrow = new Surface(new Bounds(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), 400, 8, Bounds.BODY_BYTES))) {
            var open = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 3; i++) {
                    Socket socket = narrow.connect();
                    open.add(socket);
                    send(
                            socket,
                            head("POST", "/webhooks/github") + "Content-Length: 200000\r\n\r\n" + "a".repeat(190_000));
                }
                // There is room for one, or for two that are read in part: who is turned away depends on whose bytes
                // come last.
                assertThat(Surface.readAll(firstAnswered(open)))
                        .startsWith("HTTP/1.1 429")
                        .contains("too_many_requests");
                assertThat(narrow.post("/api/v1/requests", "42:production", "{\"environment\": \"production\"}")
                                .statusCode())
                        .isEqualTo(201);
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
            // What the broken connections held is free again.
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> narrow.send(narrow.webhook(Surface.GOOD, "{\"a\":\"" + "a".repeat(250_000) + "\"}"))
                                    .statusCode()
                            == 202);
        }
    }

    private static Socket firstAnswered(List<Socket> sockets) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> sockets.stream().filter(BoundsTest::isAnswered).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void threat26_deeplyNestedBodiesAreRefused() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        HttpResponse<String> ask = surface.post("/api/v1/requests", "42:", deep);
        assertThat(ask.statusCode()).isEqualTo(400);
        assertThat(ask.body()).contains("request_too_deep");
        HttpResponse<String> hook = surface.send(surface.webhook(Surface.GOOD, "{\"a\":" + deep + "}"));
        assertThat(hook.statusCode()).isEqualTo(400);
        assertThat(hook.body()).contains("request_too_deep");
    }

    @Test
    void threat26_headersBeyondBoundsAreRefused() throws Exception {
        String answer = surface.raw("GET /healthz HTTP/1.1\r\nHost: gate\r\nX-Much: " + "a".repeat(9_000) + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json")
                .contains("request_too_large");
    }

    @Test
    void threat26_malformedHttpIsRefusedAsAProblem() throws Exception {
        assertThat(surface.raw("GET /healthz HTTP/1.1\r\nHost: gate\r\nbad header\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(surface.raw(lines(
                        "POST /oauth2/token HTTP/1.1",
                        "Host: gate",
                        "Content-Length: 1",
                        "Transfer-Encoding: chunked",
                        "",
                        "0",
                        "")))
                .startsWith("HTTP/1.1 400");
        assertThat(surface.raw("GET /api/v1/requests/%2e%2e/x HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("<html");
    }

    @Test
    void threat26_aBodyThatDoesNotComeEndsWith408() throws Exception {
        try (Socket socket = surface.connect()) {
            send(
                    socket,
                    head("POST", "/oauth2/token") + "Content-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 100\r\n\r\ngrant");
            assertThat(Surface.readAll(socket)).startsWith("HTTP/1.1 408").contains("request_timeout");
        }
    }

    @Test
    void threat26_slowlorisClientsDoNotKeepOthersFromBeingServed() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            // Far more than there are threads: half of them stuck in their headers, half in their bodies.
            for (int i = 0; i < 100; i++) {
                Socket socket = surface.connect();
                slow.add(socket);
                send(
                        socket,
                        i % 2 == 0
                                ? "GET /healthz HTTP/1.1\r\nHo"
                                : head("POST", "/oauth2/token") + "Content-Length: 1000\r\n\r\nx");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(surface.get("/healthz").statusCode()).isEqualTo(200);
            }
            // A byte now and then does not buy them more time.
            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> allClosed(slow));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean allClosed(List<Socket> sockets) {
        return sockets.stream().allMatch(socket -> {
            try {
                send(socket, "x");
                send(socket, "x");
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    @Test
    void neverBelievesHostOrForwardedHeaders() throws Exception {
        String answer = surface.raw(lines(
                "GET /.well-known/openid-configuration HTTP/1.1",
                "Host: evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: http",
                "Connection: close",
                ""));
        assertThat(answer).contains("\"issuer\":\"https://gate.example\"").doesNotContain("evil.example");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer 42:\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
