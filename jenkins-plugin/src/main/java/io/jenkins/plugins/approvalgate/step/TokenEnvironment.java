package io.jenkins.plugins.approvalgate.step;

import hudson.EnvVars;
import hudson.util.Secret;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Puts the token into the environment of one block. On disk it is ciphertext. */
final class TokenEnvironment extends EnvironmentExpander {

    static final String VARIABLE = "DEPLOY_TOKEN";

    private static final long serialVersionUID = 1L;

    private final Secret token;

    TokenEnvironment(Secret token) {
        this.token = token;
    }

    @Override
    public void expand(EnvVars env) {
        env.override(VARIABLE, token.getPlainText());
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return Set.of(VARIABLE);
    }
}
