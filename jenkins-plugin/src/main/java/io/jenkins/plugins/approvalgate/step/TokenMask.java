package io.jenkins.plugins.approvalgate.step;

import hudson.util.Secret;
import java.io.OutputStream;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;

/** Keeps the token out of the console, also on agents and after a restart. */
final class TokenMask extends TaskListenerDecorator {

    private static final long serialVersionUID = 1L;

    private final Secret token;

    TokenMask(Secret token) {
        this.token = token;
    }

    @Override
    public OutputStream decorate(OutputStream logger) {
        return new MaskingStream(logger, SecretForms.of(token.getPlainText()));
    }
}
