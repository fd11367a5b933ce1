package hudson.model;

/** What the plugin uses of {@code hudson.model.Describable}. */
public interface Describable<T extends Describable<T>> {}
