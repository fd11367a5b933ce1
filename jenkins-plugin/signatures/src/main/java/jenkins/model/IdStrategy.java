package jenkins.model;

import hudson.model.Describable;
import java.util.Comparator;

/** What the plugin uses of {@code jenkins.model.IdStrategy}. */
public abstract class IdStrategy implements Describable<IdStrategy>, Comparator<String> {

    public IdStrategy() {
        throw new UnsupportedOperationException();
    }

    public String keyFor(String id) {
        throw new UnsupportedOperationException();
    }
}
