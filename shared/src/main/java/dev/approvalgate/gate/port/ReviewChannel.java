package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.ReviewView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place where reviewers see requests and answer them. All calls throw {@link GateException} with {@code channel_unreachable} (or
 * {@link dev.approvalgate.gate.work.RetryLater}) where trying again makes sense.
 */
public interface ReviewChannel {

    /** {@return the kind of {@link ChannelAddress} it serves} */
    String kind();

    /** {@return where requests of a host are shown besides the rule's own channels; empty for channels that only rules name} */
    default List<ChannelAddress> addressesFor(HostRef host) {
        return List.of();
    }

    /** {@return what reviewers would be shown: deterministic, so that its hash names it} */
    Rendering render(ChannelAddress address, ReviewView view);

    /** {@return the channel's name for the request's message if it is already there; looked up before a post is repeated} */
    Optional<String> find(ChannelAddress address, ReviewView view);

    /** Posts a request. {@return the channel's name for the message} */
    String post(ChannelAddress address, ReviewView view, Rendering rendering);

    /** Brings a posted request up to date. */
    void update(ChannelAddress address, String reference, ReviewView view, Rendering rendering);

    /** Keeps the details of a settled request beside its message, once: looks whether they are there first. */
    void details(ChannelAddress address, String reference, ReviewView view);

    /** Reminds those who can still answer, or review an emergency, once each: looks whether the reminder is there first. */
    void remind(ChannelAddress address, String reference, ReviewView view);

    /** {@return the address of the message for people; computed, without a look-up} */
    Optional<String> link(ChannelAddress address, String reference);

    /**
     * Tells one person privately why their click does not count. Channels that cannot speak to one person do nothing.
     *
     * @param to what the click carried to find the person again
     * @param reason why it does not count
     */
    void reply(Map<String, String> to, ReviewView view, ReasonCode reason);

    /**
     * What is shown.
     *
     * @param text the canonical text that is hashed; holds everything a reviewer can read, without what only buttons carry
     */
    record Rendering(String text) {
        /** {@return names what is shown} */
        public Sha256 hash() {
            return Sha256.of(text);
        }
    }
}
