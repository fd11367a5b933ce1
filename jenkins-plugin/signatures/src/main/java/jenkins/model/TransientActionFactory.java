package jenkins.model;

import hudson.model.Action;
import java.util.Collection;

/** What the plugin uses of {@code jenkins.model.TransientActionFactory}. */
public abstract class TransientActionFactory<T> {

    public TransientActionFactory() {
        throw new UnsupportedOperationException();
    }

    public abstract Class<T> type();

    public abstract Collection<? extends Action> createFor(T target);
}
