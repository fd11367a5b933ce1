package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.ReviewChannel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests on pages of the controller itself. A page is made when somebody looks at it, so that nothing has to be posted; what it shows is
 * recorded all the same, since a vote carries the hash of what was seen.
 */
public final class PanelChannel implements ReviewChannel {

    /** The kind of its addresses, and of votes on it. */
    public static final String KIND = "jenkins";

    /** The one address. */
    public static final String ADDRESS = "panel";

    private static final ChannelAddress PANEL = new ChannelAddress(KIND, ADDRESS);

    private final URI publicUrl;

    PanelChannel(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<ChannelAddress> addressesFor(HostRef host) {
        return host.kind().equals(HostRef.EMBEDDED) ? List.of(PANEL) : List.of();
    }

    @Override
    public Rendering render(ChannelAddress address, ReviewView view) {
        return new Rendering(PanelText.of(view));
    }

    @Override
    public Optional<String> find(ChannelAddress address, ReviewView view) {
        return Optional.of(view.ask().id().value());
    }

    @Override
    public String post(ChannelAddress address, ReviewView view, Rendering rendering) {
        return view.ask().id().value();
    }

    /** Nothing: the page is made anew when somebody looks. */
    @Override
    public void update(ChannelAddress address, String reference, ReviewView view, Rendering rendering) {}

    /** Nothing: the page keeps showing them. */
    @Override
    public void details(ChannelAddress address, String reference, ReviewView view) {}

    /** Nothing: a page reminds nobody. */
    @Override
    public void remind(ChannelAddress address, String reference, ReviewView view) {}

    @Override
    public Optional<String> link(ChannelAddress address, String reference) {
        return Optional.of(publicUrl.resolve("approvals/" + reference) + "/");
    }

    /** Nothing: whoever clicks on a page gets the answer as its answer. */
    @Override
    public void reply(Map<String, String> to, ReviewView view, ReasonCode reason) {}
}
