package dev.approvalgate.journeys.chaos;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stands before the gate as a reverse proxy does, and can act at the moment when an answer has just left the gate. */
final class Front implements AutoCloseable {

    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "upgrade", "http2-settings");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LoopbackServer server = LoopbackServer.start(0);
    private final URI gate;
    private final AtomicReference<Watch> watch = new AtomicReference<>();

    /** What is waited for, and what happens then. */
    private record Watch(Predicate<Call> wanted, Consumer<Call> then) {}

    Front(URI gate) {
        this.gate = gate;
        server.route("POST", "/{path*}", this::forward);
    }

    /** {@return where it is reached} */
    URI base() {
        return server.base();
    }

    /** Does something once, when the gate has answered such a call well. */
    void onceAnswered(Predicate<Call> wanted, Consumer<Call> then) {
        watch.set(new Watch(wanted, then));
    }

    /** Waits for nothing any more. */
    void disarm() {
        watch.set(null);
    }

    private Answer forward(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gate.resolve(call.path()))
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofByteArray(call.body().bytes()));
        call.headers().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Watch armed = watch.get();
            if (response.statusCode() / 100 == 2
                    && armed != null
                    && armed.wanted().test(call)
                    && watch.compareAndSet(armed, null)) {
                armed.then().accept(call);
            }
            return Answer.of(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse("text/plain"),
                    response.body());
        } catch (IOException e) {
            return Answer.empty(502);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.empty(502);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
