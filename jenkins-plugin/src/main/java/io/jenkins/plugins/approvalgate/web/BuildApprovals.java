package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.GateException;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.facts.BuildReader;
import io.jenkins.plugins.approvalgate.requests.Standing;
import io.jenkins.plugins.approvalgate.step.AskedOfServer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a build's own page, its badge and Jenkins' remote API show of its requests. Made when somebody looks; of requests of the gate in this
 * controller nothing is kept with the build.
 */
@ExportedBean(defaultVisibility = 2)
public final class BuildApprovals implements BuildBadgeAction {

    private static final Logger LOG = LoggerFactory.getLogger(BuildApprovals.class);

    private final Run<?, ?> run;

    private BuildApprovals(Run<?, ?> run) {
        this.run = run;
    }

    /** {@return the build's requests of the gate in this controller, with their pages} */
    public List<RequestPage> getRequests() {
        if (!maySee()) {
            return List.of();
        }
        try {
            return GateService.get()
                    .running()
                    .map(gate -> gate.ofBuild(BuildReader.name(run)).stream()
                            .flatMap(id -> RequestPage.find(gate, id).stream())
                            .toList())
                    .orElse(List.of());
        } catch (GateException e) {
            LOG.warn("the requests of {} cannot be shown: {}", run, e.getMessage());
            return List.of();
        }
    }

    /** {@return the build's requests of a server} */
    public List<ShownApproval> getAsked() {
        return maySee()
                ? AskedOfServer.of(run).stream()
                        .map(kept -> new ShownApproval(kept.environment(), kept.node(), ended(kept.standing())))
                        .toList()
                : List.of();
    }

    /** A build that ended while it waited hears nothing more of its request. */
    private Standing ended(Standing seen) {
        return seen.state() != Standing.State.WAITING || run.isBuilding()
                ? seen
                : new Standing(
                        seen.request(),
                        Standing.State.DENIED,
                        "withdrawn",
                        null,
                        "Withdrawn: the build ended before anybody decided",
                        List.of(),
                        List.of(),
                        seen.deadline(),
                        null,
                        seen.link());
    }

    /** {@return all of the build's requests, whoever decides them} */
    @Exported
    public List<ShownApproval> getApprovals() {
        return Stream.concat(getRequests().stream().map(RequestPage::shown), getAsked().stream())
                .toList();
    }

    private static boolean maySee() {
        return Jenkins.get().hasPermission(GatePermissions.VIEW);
    }

    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public @Nullable String getUrlName() {
        return null;
    }

    /** Adds it to builds of Pipeline. */
    @Extension
    @SuppressWarnings("rawtypes") // the type that Jenkins asks about is the raw one
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run run) {
            return BuildReader.canAsk(run) ? Set.of(new BuildApprovals(run)) : Set.of();
        }
    }
}
