package io.jenkins.plugins.approvalgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What administrators are told of the connection to Slack. */
class SocketWatchTest {

    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final SocketWatch watch = new SocketWatch(() -> now);

    @Test
    void onlyWhatLastsIsTold() {
        watch.connected(1);
        watch.lost("no route");
        now = now.plus(Duration.ofMinutes(4));
        watch.lost("refused");
        assertThat(watch.trouble()).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(watch.trouble()).get().asString().contains("2026-03-02T10:00:00Z", "refused", "Jenkins");
        watch.connected(1);
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void threat36_connectionsOfStrangersAreToldAtOnce() {
        watch.connected(1);
        watch.strangers(2);
        assertThat(watch.trouble()).get().asString().contains("2 more connections", "revoke");
        watch.connected(1);
        assertThat(watch.trouble()).isEmpty();
    }
}
