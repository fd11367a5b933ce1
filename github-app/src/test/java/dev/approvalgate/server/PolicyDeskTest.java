package dev.approvalgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.net.InetAddress;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about policies at the admin listener. The only group that may approve is a team on GitHub. */
class PolicyDeskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String UNKNOWN = "req_" + "0".repeat(26);

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean holding;
    private Installation company;
    private GateServer gate;
    private String request;

    @BeforeEach
    void letSomebodyAsk() throws Exception {
        company = new Installation(dir);
        long team = company.github
                .team(company.repo.owner(), 77, "release")
                .add(Account.user(1002, "approver-1"))
                .id();
        Files.writeString(
                company.policy(),
                Files.readString(company.policy())
                        .replace(
                                "payments-team: [author, approver-1]",
                                "payments-team: { github_teams: [%s/%d/%d] }"
                                        .formatted(
                                                company.github.base().getHost(),
                                                company.repo.owner().id(),
                                                team)));
        gate = GateServer.start(company.settings(), company.clock);
        company.connect(gate);
        company.deploy();
        await().atMost(PATIENCE)
                .until(() -> !company.slack.messages(SlackWorkspace.DEPLOYMENTS).isEmpty());
        Matcher id = Pattern.compile("req_[0-9a-z]{26}")
                .matcher(get("/ledger/export").body());
        assertThat(id.find()).isTrue();
        request = id.group();
        company.github.server().intercept(new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return call.path().endsWith("/members") ? trouble() : Optional.empty();
            }
        });
    }

    @AfterEach
    void leave() {
        open.countDown();
        gate.close();
        company.close();
    }

    private Optional<Answer> trouble() {
        if (holding) {
            held.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return status.get() == 200 ? Optional.empty() : Optional.of(Answer.json(status.get(), "{}"));
    }

    private URI at(String path) {
        return URI.create(gate.adminUrl() + path);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var builder = HttpRequest.newBuilder(at(path));
        return http.send((headers.length == 0 ? builder : builder.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> replay(String draft, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(at("/policy/replay"))
                        .headers(headers.length == 0 ? new String[] {"Content-Type", "application/yaml"} : headers)
                        .POST(BodyPublishers.ofString(draft))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String reason) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("reason").asText()).isEqualTo(reason);
    }

    /** All records but those of where the request is shown, which may still come. */
    private List<String> ledger() throws Exception {
        return get("/ledger/export")
                .body()
                .lines()
                .filter(line -> !line.contains("\"request.published\""))
                .toList();
    }

    @Test
    void theTeamIsReadAndNothingIsRecorded() throws Exception {
        List<String> ledger = ledger();

        JsonNode said = json(get("/policy/explain/" + request));
        assertThat(said.path("outcome").asText()).isEqualTo("pending");
        assertThat(said.path("unread_groups")).isEmpty();
        assertThat(said.path("explanation")).anyMatch(line -> line.asText().contains("may still answer: approver-1"));

        String policy = Files.readString(company.policy());
        JsonNode same = json(replay(policy));
        assertThat(same.path("requests").asInt()).isEqualTo(1);
        assertThat(same.path("changed")).isEmpty();
        JsonNode changed = json(replay(policy.replaceAll("(?m)^ *accepts:.*\n", "")))
                .path("changed")
                .path(0);
        assertThat(changed.path("recorded").asText()).isEqualTo("waits");
        assertThat(changed.path("draft").asText()).isEqualTo("refused");
        assertThat(changed.path("unread_groups")).isEmpty();

        assertThat(ledger()).isEqualTo(ledger);
    }

    @Test
    void whatCouldNotBeReadIsTold() throws Exception {
        status.set(503);
        // Beyond what the directory remembers.
        String policy = Files.readString(company.policy()).replace("/77]", "/78]");
        JsonNode answer = json(replay(policy));
        assertThat(answer.path("unread_groups"))
                .singleElement()
                .satisfies(group ->
                        assertThat(group.asText()).startsWith("github_team:").endsWith("/78"));
    }

    @Test
    void mistakesAreToldWithTheWayOut() throws Exception {
        isProblem(get("/policy/explain/" + UNKNOWN), 404, "request_not_found");
        isProblem(get("/policy/explain/7"), 404, "request_not_found");
        isProblem(get("/policy/replay"), 405, "method_not_allowed");
        isProblem(replay("version: 1", "Content-Type", "text/yaml"), 415, "media_type_unsupported");
        isProblem(replay("#".repeat((1 << 20) + 1)), 413, "request_too_large");
        assertThat(replay("#".repeat(1 << 20)).body()).contains("configuration_invalid");
        isProblem(
                http.send(
                        HttpRequest.newBuilder(at("/policy/replay?limit=501"))
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString("version: 1"))
                                .build(),
                        BodyHandlers.ofString()),
                400,
                "request_malformed");

        HttpResponse<String> wrong = replay(Files.readString(company.policy()) + "colour: blue\n");
        isProblem(wrong, 400, "configuration_invalid");
        JsonNode fault = json(wrong).path("faults").path(0);
        assertThat(fault.path("file").asText()).isEqualTo("draft");
        assertThat(fault.path("line").asInt())
                .isEqualTo(Files.readAllLines(company.policy()).size() + 1);
        assertThat(fault.path("column").asInt()).isEqualTo(1);
        assertThat(fault.path("key").asText()).isEqualTo("colour");
        assertThat(fault.path("message").asText()).isEqualTo("unknown key");
        assertThat(fault.path("remedy").asText()).startsWith("known keys are ");
    }

    @Test
    void questionsWaitForEachOtherNowhereAndAreTurnedAway() throws Exception {
        holding = true;
        // A team that the directory does not remember, so that each question has to ask GitHub.
        String draft = Files.readString(company.policy());
        var asked = List.of(later(draft.replace("/77]", "/78]")), later(draft.replace("/77]", "/79]")));
        await().atMost(PATIENCE).until(() -> held.get() == 2);

        HttpResponse<String> busy = get("/policy/explain/" + request);
        isProblem(busy, 503, "server_busy");
        assertThat(busy.headers().firstValue("Retry-After")).contains("5");

        open.countDown();
        for (var answer : asked) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        assertThat(get("/policy/explain/" + request).statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> later(String draft) {
        return http.sendAsync(
                HttpRequest.newBuilder(at("/policy/replay"))
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(draft))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void threat35_noPageAsksAboutPolicies() throws Exception {
        String path = "/policy/explain/" + request;
        int port = gate.adminUrl().getPort();
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: rebound.example:" + port))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port)).startsWith("HTTP/1.1 200");

        isProblem(get(path, "Origin", "https://evil.example"), 403, "cross_site");
        isProblem(get(path, "Origin", "null"), 403, "cross_site");
        isProblem(get(path, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"), 403, "cross_site");
        String draft = Files.readString(company.policy());
        isProblem(replay(draft, "Content-Type", "application/yaml", "Origin", "http://127.0.0.1:1"), 403, "cross_site");
        // What a page may send without asking first.
        isProblem(replay(draft, "Content-Type", "text/plain"), 415, "media_type_unsupported");

        assertThat(get(path, "Origin", gate.adminUrl().toString()).statusCode()).isEqualTo(200);
        assertThat(get(path, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(gate.publicUrl() + path))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void threat35_noPageTakesRightsBack() throws Exception {
        for (String origin : List.of(gate.adminUrl().toString(), "https://evil.example", "null")) {
            isProblem(revocation("Origin", origin), 403, "cross_site");
        }
        isProblem(revocation(), 404, "request_not_found");
    }

    private HttpResponse<String> revocation(String... headers) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(gate.adminUrl() + "/revocations"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("request=" + UNKNOWN + "&reason=leaked"));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return http.send(builder.build(), BodyHandlers.ofString());
    }

    private String raw(String head) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), gate.adminUrl().getPort())) {
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
