package dev.approvalgate.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.VisibleText;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Exchanges a job's identity token for its deploy token (RFC 8693), and waits for the decision where there is none yet. */
public final class TokenExchange {

    private static final String TYPES = "urn:ietf:params:oauth:";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_TEXT = 1_000;

    private final JsonHttp http;
    private final URI server;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<String> progress;

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        /**
         * Returns after a while.
         *
         * @throws InterruptedException where somebody wants the program to end
         */
        void wait(Duration time) throws InterruptedException;
    }

    /**
     * Exchanges at a gate.
     *
     * @param server its public URL
     * @param progress is told what is waited for, once for each state
     */
    public TokenExchange(JsonHttp http, URI server, Clock clock, Pause pause, Consumer<String> progress) {
        this.http = http;
        this.server = server;
        this.clock = clock;
        this.pause = pause;
        this.progress = progress;
    }

    /** What one try came to, where it was no refusal. */
    private sealed interface Try {
        record Done(Granted granted) implements Try {}

        record Later(GateException why, Duration atLeast, boolean slower) implements Try {}
    }

    /**
     * {@return the job's deploy token}
     *
     * @param identity gives identity tokens; asked before each try, since each exchanges once
     * @param patience how long to wait for a decision
     * @throws GateException with the gate's reason where it refuses; with {@code approval_pending} or {@code server_unreachable}
     *     where the time is over
     */
    public Granted fetch(Supplier<Secret> identity, Duration patience) {
        Instant until = clock.instant().plus(patience);
        Duration between = FIRST_PAUSE;
        String told = "";
        while (true) {
            Try next = attempt(identity);
            if (next instanceof Try.Done done) {
                return done.granted();
            }
            var later = (Try.Later) next;
            if (later.slower()) {
                between = shorter(between.multipliedBy(2), LONGEST_PAUSE);
            }
            Duration wait = between.compareTo(later.atLeast()) > 0 ? between : later.atLeast();
            if (clock.instant().plus(wait).isAfter(until)) {
                throw later.why();
            }
            String state = String.valueOf(later.why().getMessage());
            if (!told.equals(state)) {
                progress.accept(state + "; waiting ...");
                told = state;
            }
            let(wait);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void let(Duration time) {
        try {
            pause.wait(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GateException(ReasonCode.SHUTTING_DOWN, "interrupted while waiting for a decision", e);
        }
    }

    private Try attempt(Supplier<Secret> identity) {
        JsonHttp.Reply reply;
        try {
            reply = http.post(
                    URI.create(server + "/oauth2/token"),
                    Map.of(
                            "grant_type", TYPES + "grant-type:token-exchange",
                            "subject_token_type", TYPES + "token-type:id_token",
                            "subject_token", identity.get().reveal()));
        } catch (GateException e) {
            if (e.reason() != ReasonCode.SERVER_UNREACHABLE) {
                throw e;
            }
            return new Try.Later(e, Duration.ZERO, false);
        }
        String token = reply.body().path("access_token").asText();
        if (reply.status() == 200 && !token.isEmpty()) {
            Duration left = Duration.ofSeconds(reply.body().path("expires_in").asLong());
            return new Try.Done(new Granted(
                    Secret.of(token),
                    clock.instant().plus(left),
                    reply.body().path("scope").asText()));
        }
        GateException problem = problem(reply.status(), reply.body());
        String error = reply.body().path("error").asText();
        return switch (error) {
            case "authorization_pending", "temporarily_unavailable", "server_error" ->
                new Try.Later(problem, reply.retryAfter(), false);
            case "slow_down" -> new Try.Later(problem, reply.retryAfter(), true);
            default -> throw problem;
        };
    }

    private GateException problem(int status, JsonNode body) {
        if (body.path("error").asText().isEmpty()) {
            return new GateException(
                    ReasonCode.SERVER_UNREACHABLE,
                    server + " answers " + status + ", but not as a gate does; give the gate's public_url");
        }
        String code = body.path("reason").asText();
        ReasonCode reason = Arrays.stream(ReasonCode.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElse(ReasonCode.INTERNAL);
        return new GateException(
                reason,
                VisibleText.line(body.path("error_description").asText(), LONGEST_TEXT)
                        + (code.isEmpty() ? "" : " [" + VisibleText.line(code, LONGEST_TEXT) + "]"));
    }
}
