package dev.approvalgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateServerTest {

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private Installation company;

    @BeforeEach
    void settle() throws IOException {
        company = new Installation(dir);
    }

    @AfterEach
    void leave() {
        company.close();
    }

    @Test
    void aDeploymentWaitsAPersonDecidesATokenIsMinted() throws Exception {
        try (GateServer gate = GateServer.start(company.settings(), company.clock)) {
            company.connect(gate);
            Job job = company.deploy();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            !company.slack.messages(SlackWorkspace.DEPLOYMENTS).isEmpty());
            SlackMessage message =
                    company.slack.messages(SlackWorkspace.DEPLOYMENTS).get(0);

            assertThat(company.slack
                            .click(SlackWorkspace.APPROVER_1, message.ts(), approveAction(message))
                            .ok())
                    .isTrue();

            await().atMost(Duration.ofSeconds(20)).until(() -> job.state() == JobState.IN_PROGRESS);
            String assertion = company.github.mintIdToken(job, Installation.AUDIENCE);
            HttpResponse<String> token = exchange(gate, assertion);
            assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
            JsonNode json = new JsonMapper().readTree(token.body());
            assertThat(json.path("scope").asText()).isEqualTo("deploy:payments");
            assertThat(exchange(gate, assertion).body()).contains("token_replayed");

            assertThat(get(gate.adminUrl(), "/ledger/verify").body()).contains("\"holds\":true");
            assertThat(get(gate.adminUrl(), "/ledger/export").body()).contains("\"type\"");
            assertThat(get(gate.adminUrl(), "/metrics").body())
                    .contains("gate_tokens_minted_total 1.0")
                    .contains("gate_votes_total{channel=\"slack\"} 1.0")
                    .contains("gate_work_queue");
        }
    }

    @Test
    void threat35_noPageReadsTheLedgerUnderANameOfItsOwn() throws Exception {
        try (GateServer gate = GateServer.start(company.settings(), company.clock)) {
            int port = gate.adminUrl().getPort();
            assertThat(ask(port, "/ledger/export", "rebound.example:" + port)).startsWith("HTTP/1.1 400");
            assertThat(ask(port, "/ledger/export", "localhost:" + port)).startsWith("HTTP/1.1 200");
            // The public listener answers under whatever name a proxy in front calls it.
            assertThat(ask(gate.publicUrl().getPort(), "/healthz", "gate.example.com"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static String ask(int port, String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isReadyOnceItHasStartedAndKeepsItsKeys() throws Exception {
        String keys;
        try (GateServer gate = GateServer.start(company.settings(), company.clock)) {
            assertThat(get(gate.publicUrl(), "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(gate.publicUrl(), "/.well-known/openid-configuration")
                            .body())
                    .contains("\"issuer\":\"" + gate.publicUrl() + "\"");
            assertThat(get(gate.publicUrl(), "/metrics").statusCode()).isEqualTo(404);
            keys = get(gate.publicUrl(), "/oauth2/jwks").body();
        }
        try (GateServer gate = GateServer.start(company.settings(), company.clock)) {
            assertThat(get(gate.publicUrl(), "/oauth2/jwks").body())
                    .isEqualTo(keys)
                    .contains("\"kid\"");
        }
    }

    @Test
    void startsAsAWholeOrNotAtAll() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> GateServer.start(company.settings(port(taken)), company.clock))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
        }
        assertThat(company.store()).doesNotExist();

        String policy = Files.readString(company.policy());
        Files.writeString(company.policy(), policy + "\nunknown: 1\n");
        assertThatThrownBy(() -> GateServer.start(company.settings(port), company.clock))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("unknown");
        assertThat(company.store()).doesNotExist();

        // Another gate that owns the store: the ports are free again afterwards.
        Files.writeString(company.policy(), policy);
        try (GateServer gate = GateServer.start(company.settings(), company.clock)) {
            assertThat(gate.publicUrl().getPort()).isPositive();
            assertThatThrownBy(() -> GateServer.start(company.settings(port), company.clock))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("in use");
        }
        try (GateServer gate = GateServer.start(company.settings(port), company.clock)) {
            assertThat(gate.publicUrl()).hasPort(port);
        }
    }

    private static int port(ServerSocket socket) {
        return socket.getLocalPort();
    }

    private static String approveAction(SlackMessage message) {
        for (JsonNode block : message.blocks()) {
            for (JsonNode element : block.path("elements")) {
                if (element.path("style").asText().equals("primary")) {
                    return element.path("action_id").asText();
                }
            }
        }
        throw new AssertionError("no approve button in " + message.blocks());
    }

    private HttpResponse<String> exchange(GateServer gate, String assertion) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(gate.publicUrl() + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                                + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token="
                                + assertion))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI base, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
    }
}
