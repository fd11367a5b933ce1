package hudson.model;

import java.io.Serializable;

/** What the plugin uses of {@code hudson.model.ParameterValue}. */
public abstract class ParameterValue implements Serializable {

    protected ParameterValue(String name) {
        throw new UnsupportedOperationException();
    }

    public final String getName() {
        throw new UnsupportedOperationException();
    }

    public boolean isSensitive() {
        throw new UnsupportedOperationException();
    }

    public Object getValue() {
        throw new UnsupportedOperationException();
    }
}
