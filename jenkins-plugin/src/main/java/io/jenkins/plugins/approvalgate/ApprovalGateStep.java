package io.jenkins.plugins.approvalgate;

import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code approvalGate(environment: 'production') { … }}: waits until people have said yes, then runs the block with the deploy token in
 * {@code DEPLOY_TOKEN}, and ends the token with the block.
 */
public final class ApprovalGateStep extends AskingStep {

    /**
     * Asks for an environment.
     *
     * @param environment its name, as the policy knows it
     * @throws IllegalArgumentException where it is missing or blank
     */
    @DataBoundConstructor
    public ApprovalGateStep(@Nullable String environment) {
        super(environment);
    }

    /** The step as Pipeline knows it. */
    @Extension
    public static final class DescriptorImpl extends AskingDescriptor {

        @Override
        public String getFunctionName() {
            return "approvalGate";
        }

        @Override
        public String getDisplayName() {
            return "Approval Gate: run a block once people allow it";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(EnvironmentExpander.class, TaskListenerDecorator.class);
        }
    }
}
