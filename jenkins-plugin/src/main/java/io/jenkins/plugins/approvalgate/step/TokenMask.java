package io.jenkins.plugins.approvalgate.step;

import hudson.util.Secret;
import java.io.OutputStream;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jspecify.annotations.Nullable;

/** Keeps the token out of the console, also on agents and after a restart. */
final class TokenMask extends TaskListenerDecorator {

    private static final long serialVersionUID = 1L;

    private final Secret token;
    /** Made once for all the streams of a block, which are many. */
    private transient @Nullable SecretForms forms;

    TokenMask(Secret token) {
        this.token = token;
    }

    @Override
    public OutputStream decorate(OutputStream logger) {
        return new MaskingStream(logger, forms());
    }

    private synchronized SecretForms forms() {
        if (forms == null) {
            forms = SecretForms.of(token.getPlainText());
        }
        return forms;
    }
}
