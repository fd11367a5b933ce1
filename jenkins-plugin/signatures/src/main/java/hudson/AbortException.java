package hudson;

import java.io.IOException;

/** What the plugin uses of {@code hudson.AbortException}. */
public class AbortException extends IOException {

    public AbortException(String message) {
        throw new UnsupportedOperationException();
    }
}
