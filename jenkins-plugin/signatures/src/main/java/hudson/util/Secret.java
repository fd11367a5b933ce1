package hudson.util;

import java.io.Serializable;

/** What the plugin uses of {@code hudson.util.Secret}. */
public final class Secret implements Serializable {

    Secret(String value) {
        throw new UnsupportedOperationException();
    }

    public String getPlainText() {
        throw new UnsupportedOperationException();
    }

    public String getEncryptedValue() {
        throw new UnsupportedOperationException();
    }

    public static Secret decrypt(String data) {
        throw new UnsupportedOperationException();
    }

    public static Secret fromString(String data) {
        throw new UnsupportedOperationException();
    }
}
