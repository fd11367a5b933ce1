package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.adapter.slack.SlackSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what an administrator should know of the connection to Slack. */
final class SocketWatch implements SlackSocket.Listener {

    /** Shorter than this it comes back by itself, and nobody needs to know. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final InstantSource clock;
    private @Nullable Instant lostAt;
    private String why = "";
    private int strangers;

    SocketWatch(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void connected(int ours) {
        lostAt = null;
        strangers = 0;
    }

    @Override
    public synchronized void lost(String because) {
        if (lostAt == null) {
            lostAt = clock.instant();
        }
        why = because;
    }

    @Override
    public synchronized void strangers(int others) {
        strangers = others;
    }

    /** {@return what is wrong; empty where nothing is, or not for long} */
    synchronized Optional<String> trouble() {
        if (strangers > 0) {
            return Optional.of("Slack counts " + strangers
                    + " more connections of this app than this controller has: whoever holds them is handed some of the"
                    + " clicks. If no other gate uses the app, revoke its app-level token and make another.");
        }
        Instant since = lostAt;
        return since == null || since.plus(PATIENCE).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of("Slack has not been connected since " + since.truncatedTo(ChronoUnit.SECONDS) + " (" + why
                        + "): clicks there do not arrive. Requests can be decided in Jenkins.");
    }
}
