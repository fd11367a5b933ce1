package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ChannelAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where a request is shown too if it still waits.
 *
 * @param after how long after it was opened
 * @param channels where; at least one
 */
public record Escalation(Duration after, List<ChannelAddress> channels) {
    public Escalation {
        channels = List.copyOf(channels);
    }
}
