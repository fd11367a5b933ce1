package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Run;
import org.jspecify.annotations.Nullable;

/** Addresses of a project's pages on GitHub; none for other hosts, whose addresses are formed otherwise. */
final class ProjectLinks {

    private final @Nullable String base;

    private ProjectLinks(@Nullable String base) {
        this.base = base;
    }

    static ProjectLinks of(Ask ask, @Nullable ChangeDetails details) {
        String url = details == null ? null : details.url();
        return new ProjectLinks(url != null && ask.host().kind().equals("github") ? url.replaceAll("/+$", "") : null);
    }

    @Nullable
    String project() {
        return base;
    }

    @Nullable
    String commit(String id) {
        return base != null && id.matches("[0-9a-f]{7,64}") ? base + "/commit/" + id : null;
    }

    @Nullable
    String pullRequest(int number) {
        return base == null ? null : base + "/pull/" + number;
    }

    @Nullable
    String run(Run run) {
        return base != null && run.id().matches("[0-9]{1,20}")
                ? base + "/actions/runs/" + run.id() + "/attempts/" + run.attempt()
                : null;
    }
}
