package dev.approvalgate.domain.approval;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The immutable ask: what exactly people are asked to allow. Nothing of it changes after it is opened.
 *
 * @param id names it
 * @param requester who asks
 * @param change what would happen
 * @param service what it is called in the company, such as {@code payments}
 * @param justification why, in the requester's words, or {@code null} if none was given
 * @param terms under which policy
 * @param host where the answer goes
 * @param channels where reviewers see it
 */
public record Ask(
        RequestId id,
        Requester requester,
        Change change,
        String service,
        @Nullable Personal<String> justification,
        Terms terms,
        HostRef host,
        List<ChannelAddress> channels) {

    public Ask {
        channels = List.copyOf(channels);
    }

    /** {@return where} */
    public Environment environment() {
        return change.binding().environment();
    }

    /** {@return what the machine wants to do} */
    public Action action() {
        return change.binding().action();
    }

    /**
     * The terms that held when the request was opened.
     *
     * @param policy digest of the policy's text
     * @param rule the rule that applies, or {@code null} where none did
     * @param openedAt when
     * @param deadline until when people may decide; equal to {@code openedAt} for a request that was refused at once
     */
    public record Terms(Sha256 policy, @Nullable String rule, Instant openedAt, Instant deadline) {}
}
