package hudson.triggers;

import hudson.model.Describable;
import hudson.model.Item;

/** What the plugin uses of {@code hudson.triggers.Trigger}. */
public abstract class Trigger<J extends Item> implements Describable<Trigger<?>> {

    protected Trigger() {
        throw new UnsupportedOperationException();
    }
}
