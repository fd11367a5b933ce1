package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.Wording;
import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedGate;
import java.util.List;
import java.util.Optional;
import jenkins.management.Badge;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /approvals/}: everything that waits for people, and a page for each request. */
@Extension
public final class ApprovalsPage implements RootAction {

    /** The path below the controller's address. */
    public static final String PATH = "approvals";

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalsPage.class);
    private static final int MOST_SHOWN = 500;

    private final RequestJobs jobs = new RequestJobs(RequestPage::maySee);

    @Override
    public @Nullable String getIconFileName() {
        return isShown() ? "symbol-approval-gate plugin-approval-gate" : null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return isShown() ? "Approvals" : null;
    }

    /** {@return how many wait, shown in the header of every page; {@code null} where none does} */
    @Override
    public @Nullable Badge getBadge() {
        int waiting = isShown() ? count() : 0;
        return waiting == 0
                ? null
                : new Badge(
                        Integer.toString(waiting),
                        Wording.plural(waiting, "request waits", "requests wait"),
                        Badge.Severity.INFO);
    }

    /** Whom a machine waits for should not have to look for it in a menu. */
    @Override
    public boolean isPrimaryAction() {
        return true;
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

    /** {@return how many of those that wait the one who looks may know of; 0 also while the gate closes: the menu is on every page} */
    private int count() {
        try {
            return gate().map(gate -> visible(gate).size()).orElse(0);
        } catch (GateException e) {
            LOG.debug("what waits cannot be counted", e);
            return 0;
        }
    }

    private List<RequestId> visible(EmbeddedGate gate) {
        return jobs.visible(gate.waiting(), id -> RequestPage.jobOf(gate, id));
    }

    /** {@return why there is nothing to see, with paths and ids for those who set the gate up; {@code null} where there is} */
    public @Nullable String getTrouble() {
        Jenkins.get().checkPermission(GatePermissions.VIEW);
        if (gate().isPresent()) {
            return null;
        }
        String brief = "The gate does not run on this controller.";
        return Jenkins.get().hasPermission(Jenkins.SYSTEM_READ)
                ? GateService.get().fault().orElse(brief)
                : brief;
    }

    /** {@return what waits, newest first} */
    public List<RequestPage> getWaiting() {
        Jenkins.get().checkPermission(GatePermissions.VIEW);
        return gate().map(gate -> visible(gate).stream()
                        .limit(MOST_SHOWN)
                        .flatMap(id -> RequestPage.find(gate, id).stream())
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
