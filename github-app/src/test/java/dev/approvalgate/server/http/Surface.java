package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import dev.approvalgate.gate.port.TokenIssuer;
import dev.approvalgate.gate.token.TargetSecrets;
import dev.approvalgate.server.web.LinkDesk;
import java.io.IOException;
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
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The public listener on a free port over fakes, and a client that speaks to it. */
final class Surface implements AutoCloseable {

    static final String GOOD = "sha256=good";
    static final URI PUBLIC_URL = URI.create("https://gate.example");

    static final String TARGET_SECRET = "a+b/c%d=0123456789abcdef0123456789";

    final FakeRequests requests = new FakeRequests();
    final FakeReviews reviews = new FakeReviews(requests);
    final FakeTokens tokens = new FakeTokens();
    final FakeTargets targets = new FakeTargets();
    final List<String> delivered = new CopyOnWriteArrayList<>();
    final List<String> interactions = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger forged = new AtomicInteger();
    final List<Readiness.Check> checks = new ArrayList<>(List.of(new Readiness.Check("store", true, "answers")));
    final Drain drain = new Drain();
    private final HttpListener listener;
    private final HttpClient http = HttpClient.newHttpClient();

    Surface() {
        this(Bounds.DEFAULT);
    }

    Surface(Bounds bounds) {
        listener = HttpListener.bind("public", "127.0.0.1", 0, bounds);
        PublicEndpoints endpoints = endpoints();
        HttpObserver observer = new HttpObserver() {
            @Override
            public void signatureRefused(String source) {
                forged.incrementAndGet();
            }

            @Override
            public void targetAsked(String answer) {
                asked.add(answer);
            }
        };
        listener.start(PUBLIC_URL, endpoints.servlets(drain, observer), drain, observer);
    }

    private PublicEndpoints endpoints() {
        return new PublicEndpoints(
                PUBLIC_URL,
                new FakeVerifier(),
                Surface::proof,
                requests,
                reviews,
                new Keys(),
                tokens.desk(requests),
                new TargetSecrets(Map.of(
                        "payments-api", List.of(Secret.of(TARGET_SECRET)),
                        "inside", List.of(Secret.of(TARGET_SECRET)),
                        "gone", List.of(Secret.of(TARGET_SECRET)))),
                targets.authorize(tokens),
                () -> checks,
                new Hooks(),
                new Clicks(),
                List.of(new LinkDesk(PUBLIC_URL).pages()),
                identity -> Optional.empty(),
                Clock.fixed(FakeRequests.NOW, ZoneOffset.UTC));
    }

    /** Believes proofs of the form {@code proof:METHOD:ADDRESS}. */
    private static Proof proof(Secret proof, String method, String address, @Nullable Secret token) {
        if (!proof.reveal().equals("proof:" + method + ":" + address)) {
            throw new GateException(ReasonCode.PROOF_MISMATCH, "another proof");
        }
        return new Proof("proof-1", FakeTokens.THUMBPRINT, FakeRequests.NOW, FakeRequests.NOW);
    }

    /** {@return the paths of everything that the public listener can serve, as servlet mappings} */
    static Set<String> routes() {
        try (var surface = new Surface()) {
            return Set.copyOf(surface.endpoints()
                    .servlets(surface.drain, new HttpObserver() {})
                    .keySet());
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.port() + path);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(to(path).header("Authorization", "Bearer " + token).GET());
    }

    HttpResponse<String> post(String path, String token, String json) throws IOException, InterruptedException {
        return send(to(path).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> form(String path, String form) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpRequest.Builder webhook(String signature, String body) {
        return to("/webhooks/github")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "workflow_run")
                .header("X-GitHub-Delivery", "d-1")
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofString(body));
    }

    /** Sends bytes as they are and reads until the other side closes. */
    String raw(String text) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket);
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static String readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        listener.close();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new GateException(ReasonCode.SIGNATURE_INVALID, "expected another signature, namely the-secret-one");
        }
    }

    private final class Hooks implements Webhooks {
        @Override
        public void verify(@Nullable String signature, byte[] body) {
            require(GOOD.equals(signature));
        }

        @Override
        public boolean accept(String delivery, String event, String body) {
            boolean isNew = !delivered.contains(delivery);
            delivered.add(delivery);
            return isNew;
        }
    }

    private final class Clicks implements SlackCalls {
        @Override
        public void verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
            require("v0=good".equals(signature));
        }

        @Override
        public Optional<String> interaction(String payload) {
            interactions.add(payload);
            return payload.contains("view_submission")
                    ? Optional.of("{\"response_action\":\"clear\"}")
                    : Optional.empty();
        }

        @Override
        public String command(Map<String, String> fields) {
            return "{\"text\":\"" + fields.get("text") + "\"}";
        }
    }

    private static final class Keys implements TokenIssuer {
        @Override
        public DeployToken issue(Claims claims) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String jwks() {
            return "{\"keys\":[]}";
        }

        @Override
        public List<String> algorithms() {
            return List.of("ES256");
        }
    }
}
