package dev.approvalgate.server.sandbox.play;

import dev.approvalgate.server.loopback.Urls;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.play.Http.Reply;
import dev.approvalgate.server.sandbox.world.Installation;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Does what a deploying job does on its runner: asks GitHub for its own identity token, and exchanges it at the gate for a deploy token. */
public final class Runner {
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final int TRIES = 60;
    private static final Set<String> NOT_YET = Set.of("authorization_pending", "slow_down");

    private final URI gate;

    /** Exchanges at a gate, by its public address. */
    public Runner(URI gate) {
        this.gate = gate;
    }

    /** {@return a fresh identity token of a job that is in progress} */
    public String identityToken(Job job) {
        URI url = URI.create(job.idTokenUrl() + "&audience=" + Urls.encode(Installation.GATE_AUDIENCE));
        Reply reply = Http.get(url, Map.of("Authorization", "Bearer " + job.runnerToken()));
        if (reply.status() != 200) {
            throw new IllegalStateException("GitHub gave the job no identity token: " + reply);
        }
        return reply.text("value");
    }

    /** Exchanges an identity token once. {@return the answer of the token endpoint} */
    public Reply exchange(String identityToken) {
        return Http.postForm(
                gate.resolve("/oauth2/token"),
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token_type", "urn:ietf:params:oauth:token-type:jwt",
                        "subject_token", identityToken));
    }

    /** Exchanges fresh identity tokens until the gate has decided. {@return its last answer} */
    public Reply exchangeWhenDecided(Job job) throws InterruptedException {
        Reply reply = exchange(identityToken(job));
        for (int tries = 1; tries < TRIES && NOT_YET.contains(reply.text("error")); tries++) {
            Thread.sleep(PACE.toMillis());
            reply = exchange(identityToken(job));
        }
        return reply;
    }
}
