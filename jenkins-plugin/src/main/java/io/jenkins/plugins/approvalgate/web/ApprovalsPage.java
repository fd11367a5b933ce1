package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.RequestId;
import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedGate;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** {@code /approvals/}: everything that waits for people, and a page for each request. */
@Extension
public final class ApprovalsPage implements RootAction {

    /** The path below the controller's address. */
    public static final String PATH = "approvals";

    @Override
    public @Nullable String getIconFileName() {
        return isShown() ? "symbol-approval-gate plugin-approval-gate" : null;
    }

    @Override
    public @Nullable String getDisplayName() {
        if (!isShown()) {
            return null;
        }
        int waiting = gate().map(gate -> gate.waiting().size()).orElse(0);
        return waiting == 0 ? "Approvals" : "Approvals (" + waiting + ")";
    }

    @Override
    public String getUrlName() {
        return PATH;
    }

    private static boolean isShown() {
        return Jenkins.get().hasPermission(GatePermissions.VIEW) && gate().isPresent();
    }

    private static Optional<EmbeddedGate> gate() {
        return GateService.get().running();
    }

    /** {@return why there is nothing to see; {@code null} where there is} */
    public @Nullable String getTrouble() {
        Jenkins.get().checkPermission(GatePermissions.VIEW);
        return gate().isPresent()
                ? null
                : GateService.get().fault().orElse("The gate does not run on this controller.");
    }

    /** {@return what waits, newest first} */
    public List<RequestPage> getWaiting() {
        Jenkins.get().checkPermission(GatePermissions.VIEW);
        return gate().map(gate -> gate.waiting().stream()
                        .map(id -> new RequestPage(gate, gate.reviews().view(id)))
                        .filter(RequestPage::isVisible)
                        .toList())
                .orElse(List.of());
    }

    /** {@return the page of a request; {@code null} where there is none, or its job is hidden from the one who looks} */
    public @Nullable RequestPage getDynamic(String id) {
        Jenkins.get().checkPermission(GatePermissions.VIEW);
        if (!RequestId.isWellFormed(id)) {
            return null;
        }
        return gate().flatMap(gate -> RequestPage.find(gate, new RequestId(id)))
                .filter(RequestPage::isVisible)
                .orElse(null);
    }
}
