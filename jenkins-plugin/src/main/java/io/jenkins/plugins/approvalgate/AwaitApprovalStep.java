package io.jenkins.plugins.approvalgate;

import hudson.Extension;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code def decision = awaitApproval(environment: 'production')}: waits until people have said yes, and returns what was decided. It gives
 * no token: what a step returns is written to disk.
 */
public final class AwaitApprovalStep extends AskingStep {

    /**
     * Asks for an environment.
     *
     * @param environment its name, as the policy knows it
     * @throws IllegalArgumentException where it is missing or blank
     */
    @DataBoundConstructor
    public AwaitApprovalStep(@Nullable String environment) {
        super(environment);
    }

    /** The step as Pipeline knows it. */
    @Extension
    public static final class DescriptorImpl extends AskingDescriptor {

        @Override
        public String getFunctionName() {
            return "awaitApproval";
        }

        @Override
        public String getDisplayName() {
            return "Approval Gate: wait until people allow it, and return what they decided";
        }
    }
}
