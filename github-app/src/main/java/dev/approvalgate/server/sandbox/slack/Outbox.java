package dev.approvalgate.server.sandbox.slack;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends what people did to the app: through its socket where it has one, else signed over HTTP. Keeps the latest. */
final class Outbox {

    /** What was sent last, exactly as it travelled. */
    private record Sent(Envelope envelope, String timestamp, String signature) {}

    private final SlackApp app;
    private final Clock clock;
    private final HttpDelivery http;
    private final SocketHub sockets;
    private volatile @Nullable URI interactivity;
    private volatile @Nullable URI commands;
    private volatile @Nullable Sent last;

    Outbox(SlackApp app, Clock clock, HttpDelivery http, SocketHub sockets) {
        this.app = app;
        this.clock = clock;
        this.http = http;
        this.sockets = sockets;
    }

    void target(URI interactivityUrl, URI commandsUrl) {
        interactivity = interactivityUrl;
        commands = commandsUrl;
    }

    AppAnswer send(Envelope envelope) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String signature = Signatures.sign(app.signingSecret(), timestamp, envelope.form());
        Sent now = new Sent(envelope, timestamp, signature);
        last = now;
        return transmit(now);
    }

    Optional<Envelope> latest() {
        return Optional.ofNullable(last).map(Sent::envelope);
    }

    AppAnswer replay() {
        Sent sent = last;
        if (sent == null) {
            throw new IllegalStateException("Nothing was sent yet.");
        }
        return transmit(sent);
    }

    AppAnswer raw(String body, String timestamp, String signature) {
        URI to = interactivity;
        return to == null ? unconfigured() : http.post(to, body, timestamp, signature);
    }

    private AppAnswer transmit(Sent sent) {
        if (sockets.count() > 0) {
            return sockets.deliver(sent.envelope());
        }
        URI to = sent.envelope().command() ? commands : interactivity;
        return to == null ? unconfigured() : http.post(to, sent.envelope().form(), sent.timestamp(), sent.signature());
    }

    private static AppAnswer unconfigured() {
        return AppAnswer.none("The app has no request URL and no Socket Mode connection.");
    }
}
