package dev.approvalgate.domain.approval;

/**
 * A place where a request is shown to reviewers.
 *
 * @param kind the channel's kind, such as {@code slack} or {@code github-check}
 * @param address where within it, such as a Slack channel id
 */
public record ChannelAddress(String kind, String address) {

    @Override
    public String toString() {
        return kind + ":" + address;
    }
}
