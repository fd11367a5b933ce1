package io.jenkins.plugins.approvalgate.step;

import hudson.console.LineTransformationOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes lines on with everything masked that shows a secret. */
final class MaskingStream extends LineTransformationOutputStream.Delegating {

    private final SecretForms forms;

    MaskingStream(OutputStream out, SecretForms forms) {
        super(out);
        this.forms = forms;
    }

    @Override
    protected void eol(byte[] bytes, int length) throws IOException {
        byte[] masked = forms.mask(bytes, length);
        out.write(masked, 0, masked.length);
    }
}
