package io.jenkins.plugins.approvalgate.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {

    @Test
    void pausesGrowToAMinute_andBeginAnewAfterASuccess() {
        var retries = new Retries();
        assertThat(retries.next()).isEqualTo(Duration.ofSeconds(2));
        assertThat(retries.next()).isEqualTo(Duration.ofSeconds(4));
        for (int i = 0; i < 50; i++) {
            assertThat(retries.next()).isBetween(Duration.ofSeconds(4), Duration.ofMinutes(1));
        }
        assertThat(retries.next()).isEqualTo(Duration.ofMinutes(1));
        retries.succeeded();
        assertThat(retries.next()).isEqualTo(Duration.ofSeconds(2));
    }
}
