package io.jenkins.plugins.approvalgate;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.approvalgate.step.ArgumentNames;
import io.jenkins.plugins.approvalgate.step.GateArguments;
import io.jenkins.plugins.approvalgate.step.GateExecution;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** What a script can say when it asks, with a block or without. Pipeline wants a step of its own for each. */
public abstract class AskingStep extends Step {

    private final GateArguments arguments;

    AskingStep(@Nullable String environment) {
        this.arguments = new GateArguments(environment);
    }

    @Override
    public final StepExecution start(StepContext context) {
        return new GateExecution(context, arguments);
    }

    /** {@return where} */
    public final String getEnvironment() {
        return arguments.environment();
    }

    /** {@return what the build wants to do: {@code deploy}, or a name of the policy's own} */
    public final String getAction() {
        return arguments.action();
    }

    /** Sets what the build wants to do. */
    @DataBoundSetter
    public final void setAction(@Nullable String action) {
        arguments.action(action);
    }

    /** {@return what the build calls what it deploys, or {@code null}} */
    public final @Nullable String getService() {
        return arguments.service();
    }

    /** Sets what the build calls what it deploys: at most 100 characters. */
    @DataBoundSetter
    public final void setService(@Nullable String service) {
        arguments.service(service);
    }

    /** {@return why, in the script's words, or {@code null}} */
    public final @Nullable String getJustification() {
        return arguments.justification();
    }

    /** Sets why: at most 2,000 characters, shown to reviewers as the pipeline's words. */
    @DataBoundSetter
    public final void setJustification(@Nullable String justification) {
        arguments.justification(justification);
    }

    /** {@return digests of what is deployed} */
    public final List<String> getArtifacts() {
        return arguments.artifacts();
    }

    /** Sets digests of what is deployed, such as {@code sha256:…}: the approval is for these. */
    @DataBoundSetter
    public final void setArtifacts(@Nullable List<String> artifacts) {
        arguments.artifacts(artifacts);
    }

    /** {@return what the token is to allow} */
    public final List<String> getScopes() {
        return arguments.scopes();
    }

    /** Sets what the token is to allow; without, all that the policy lets the build have. */
    @DataBoundSetter
    public final void setScopes(@Nullable List<String> scopes) {
        arguments.scopes(scopes);
    }

    /** {@return how long to wait at the most, in minutes; 0 for as long as the policy says} */
    public final int getTimeoutMinutes() {
        return arguments.timeoutMinutes();
    }

    /** Sets how long to wait at the most, in minutes. */
    @DataBoundSetter
    public final void setTimeoutMinutes(int timeoutMinutes) {
        arguments.timeoutMinutes(timeoutMinutes);
    }

    /** What the steps have in common as Pipeline knows them. */
    public abstract static class AskingDescriptor extends StepDescriptor implements CustomDescribableModel {

        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class);
        }

        /** Jenkins by itself only warns of a misspelt argument and runs the step without it. */
        @Override
        public final Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            ArgumentNames.check(getFunctionName(), arguments.keySet());
            return arguments;
        }

        @Override
        public final @Nullable String argumentsToString(Map<String, Object> namedArgs) {
            Object environment = namedArgs.get("environment");
            return environment == null ? null : environment.toString();
        }
    }
}
