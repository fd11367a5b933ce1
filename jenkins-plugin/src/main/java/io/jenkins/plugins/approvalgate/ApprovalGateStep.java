package io.jenkins.plugins.approvalgate;

import hudson.EnvVars;
import hudson.Extension;
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
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code approvalGate(environment: 'production') { … }}: waits until people have said yes, then runs the block with the deploy token in
 * {@code DEPLOY_TOKEN}, and ends the token with the block. Without a block it returns what was decided, and no token.
 */
public final class ApprovalGateStep extends Step {

    private final GateArguments arguments;

    /**
     * Asks for an environment.
     *
     * @param environment its name, as the policy knows it
     */
    @DataBoundConstructor
    public ApprovalGateStep(String environment) {
        this.arguments = new GateArguments(environment);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new GateExecution(context, arguments);
    }

    /** {@return where} */
    public String getEnvironment() {
        return arguments.environment();
    }

    /** {@return what the build wants to do: {@code deploy}, or a name of the policy's own} */
    public String getAction() {
        return arguments.action();
    }

    /** Sets what the build wants to do. */
    @DataBoundSetter
    public void setAction(@Nullable String action) {
        arguments.action(action);
    }

    /** {@return what the build calls what it deploys, or {@code null}} */
    public @Nullable String getService() {
        return arguments.service();
    }

    /** Sets what the build calls what it deploys: at most 100 characters. */
    @DataBoundSetter
    public void setService(@Nullable String service) {
        arguments.service(service);
    }

    /** {@return why, in the script's words, or {@code null}} */
    public @Nullable String getJustification() {
        return arguments.justification();
    }

    /** Sets why: at most 2,000 characters, shown to reviewers as the pipeline's words. */
    @DataBoundSetter
    public void setJustification(@Nullable String justification) {
        arguments.justification(justification);
    }

    /** {@return digests of what is deployed} */
    public List<String> getArtifacts() {
        return arguments.artifacts();
    }

    /** Sets digests of what is deployed, such as {@code sha256:…}: the approval is for these. */
    @DataBoundSetter
    public void setArtifacts(@Nullable List<String> artifacts) {
        arguments.artifacts(artifacts);
    }

    /** {@return what the token is to allow} */
    public List<String> getScopes() {
        return arguments.scopes();
    }

    /** Sets what the token is to allow; without, all that the policy lets the build have. */
    @DataBoundSetter
    public void setScopes(@Nullable List<String> scopes) {
        arguments.scopes(scopes);
    }

    /** {@return how long to wait at the most, in minutes; 0 for as long as the policy says} */
    public int getTimeoutMinutes() {
        return arguments.timeoutMinutes();
    }

    /** Sets how long to wait at the most, in minutes. */
    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        arguments.timeoutMinutes(timeoutMinutes);
    }

    /** The step as Pipeline knows it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {

        @Override
        public String getFunctionName() {
            return "approvalGate";
        }

        @Override
        public String getDisplayName() {
            return "Approval Gate: wait until people allow it";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(EnvVars.class);
        }

        /** Jenkins by itself only warns of a misspelt argument and runs the step without it. */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            ArgumentNames.check(arguments.keySet());
            return arguments;
        }

        @Override
        public @Nullable String argumentsToString(Map<String, Object> namedArgs) {
            Object environment = namedArgs.get("environment");
            return environment == null ? null : environment.toString();
        }
    }
}
