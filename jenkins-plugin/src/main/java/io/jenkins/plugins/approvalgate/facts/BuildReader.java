package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.BuildClaims;
import dev.approvalgate.gate.VisibleText;
import hudson.model.Run;
import java.util.HashMap;
import java.util.Map;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.TagSCMHead;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jspecify.annotations.Nullable;

/** Reads what the controller knows of a build. */
public final class BuildReader {

    /** Claims are no longer. */
    private static final int MOST_TOLD = 1000;

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
        // A script runs on meanwhile. What is told is read last: it can say more than what is bound, and never less.
        return new BuildFacts(
                name(run),
                run.getParent().getAbsoluteUrl(),
                block,
                Definition.hashOf(run),
                Revision.commitOf(run),
                refOf(head),
                causes.event(),
                causes.replayed(),
                causes.starters(),
                causes.complete(),
                ParameterHashes.of(run),
                told(run, block));
    }

    private static String refOf(@Nullable SCMHead head) {
        if (head == null) {
            return "";
        }
        // A tag can have the name of a branch.
        return (head instanceof TagSCMHead ? "refs/tags/" : "refs/heads/") + head.getName();
    }

    private static Map<String, String> told(Run<?, ?> run, String block) {
        Map<String, String> told = new HashMap<>();
        Libraries libraries = Libraries.of(run);
        Checkouts checkouts = Checkouts.of(run);
        told.put(BuildClaims.LIBRARIES, libraries.text());
        told.put(BuildClaims.LIBRARY_COMMITS, libraries.commits(checkouts.ofLibraries(), checkouts.knownOfLibraries()));
        told.put(BuildClaims.CHECKOUTS, Revision.othersOf(run));
        told.put(BuildClaims.AGENT, StepAgent.of(run, block));
        told.values().removeIf(String::isEmpty);
        told.replaceAll((name, text) -> VisibleText.line(text, MOST_TOLD));
        return told;
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
