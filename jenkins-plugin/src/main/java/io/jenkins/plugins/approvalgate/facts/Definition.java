package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.Sha256;
import hudson.model.Job;
import hudson.model.Run;
import java.lang.reflect.Field;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jspecify.annotations.Nullable;

/** The script that a build runs, as the controller holds it: Replay and edits show in its hash. */
final class Definition {

    /** The pipeline of a job whose script lies in Jenkins itself. */
    private static final String INLINE = "inline";

    private static final String MULTIBRANCH = "org.jenkinsci.plugins.workflow.multibranch.SCMBinder";

    private Definition() {}

    static String pathOf(FlowDefinition definition) {
        if (definition instanceof CpsFlowDefinition) {
            return INLINE;
        }
        String path = definition instanceof CpsScmFlowDefinition scm ? scm.getScriptPath() : multibranch(definition);
        // A file of that name must not pass for a script of the controller's own, and a path with a variable is any
        // file.
        return path.isBlank() || path.equals(INLINE) || path.contains("$") ? StartMark.UNKNOWN : path;
    }

    /** That definition shows its path to nobody, and its plugin may not be there. */
    private static String multibranch(FlowDefinition definition) {
        if (!definition.getClass().getName().equals(MULTIBRANCH)) {
            return StartMark.UNKNOWN;
        }
        try {
            Field field = definition.getClass().getDeclaredField("scriptPath");
            field.setAccessible(true);
            return field.get(definition) instanceof String path ? path : StartMark.UNKNOWN;
        } catch (ReflectiveOperationException e) {
            return StartMark.UNKNOWN;
        }
    }

    /** {@return the definition that a job has now; {@code null} where it is none of Pipeline's} */
    static @Nullable FlowDefinition of(Job<?, ?> job) {
        return job instanceof WorkflowJob workflow ? workflow.getDefinition() : null;
    }

    /**
     * The main script and the shared libraries that it has loaded so far, so that one that is loaded after the approval shows. What {@code
     * load} brings in is not part of it.
     */
    static @Nullable Sha256 hashOf(Run<?, ?> run) {
        if (run instanceof FlowExecutionOwner.Executable executable) {
            FlowExecutionOwner owner = executable.asFlowExecutionOwner();
            FlowExecution execution = owner == null ? null : owner.getOrNull();
            if (execution instanceof CpsFlowExecution cps) {
                return with(Libraries.of(run), Checkouts.of(run), Sha256.of(cps.getScript()));
            }
        }
        return null;
    }

    private static @Nullable Sha256 with(Libraries libraries, Checkouts checkouts, Sha256 script) {
        if (!libraries.isKnown()) {
            return null;
        }
        return libraries.loaded().isEmpty()
                ? script
                : Sha256.of(CanonicalJson.bytes(Map.of(
                        "script", script.hex(),
                        "libraries", libraries.loaded(),
                        "commits", checkouts.ofLibraries())));
    }
}
