package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.GateException;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.facts.BuildReader;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a build's own page shows of its requests. Made when somebody looks; nothing of it is kept with the build. */
public final class BuildApprovals implements Action {

    private static final Logger LOG = LoggerFactory.getLogger(BuildApprovals.class);

    private final Run<?, ?> run;

    private BuildApprovals(Run<?, ?> run) {
        this.run = run;
    }

    /** {@return the build's requests} */
    public List<RequestPage> getRequests() {
        if (!Jenkins.get().hasPermission(GatePermissions.VIEW)) {
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
            return BuildReader.canAsk(run) && GateService.get().running().isPresent()
                    ? Set.of(new BuildApprovals(run))
                    : Set.of();
        }
    }
}
