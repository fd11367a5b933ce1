package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import hudson.model.Run;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Reads what the controller knows of a build. */
public final class BuildReader {

    private BuildReader() {}

    /**
     * {@return the build as the controller knows it now}
     *
     * @param block id of the step that asks
     * @throws GateException with {@code trigger_not_allowed} for builds of pull requests, whose script whoever opened them wrote
     */
    public static BuildFacts read(Run<?, ?> run, String block) {
        SCMHead head = SCMHead.HeadByItem.findHead(run.getParent());
        if (head instanceof ChangeRequestSCMHead) {
            throw new GateException(
                    ReasonCode.TRIGGER_NOT_ALLOWED,
                    "builds of pull requests may not ask: whoever opened one wrote what it runs; build the branch after the merge");
        }
        var causes = BuildCauses.of(run);
        return new BuildFacts(
                name(run),
                run.getParent().getAbsoluteUrl(),
                block,
                Definition.hashOf(run),
                Revision.commitOf(run),
                head == null ? "" : "refs/heads/" + head.getName(),
                causes.event(),
                causes.replayed(),
                causes.starters(),
                causes.complete(),
                ParameterHashes.of(run));
    }

    /** {@return whether a build is one of Pipeline's; others have no steps} */
    public static boolean canAsk(Run<?, ?> run) {
        return run instanceof FlowExecutionOwner.Executable;
    }

    /** {@return which build it is} */
    public static BuildName name(Run<?, ?> run) {
        StartMark mark = run.getAction(StartMark.class);
        return new BuildName(
                mark == null ? run.getParent().getFullName() : mark.job(),
                mark == null ? StartMark.UNKNOWN : mark.pipeline(),
                run.getNumber(),
                run.getTimeInMillis());
    }
}
