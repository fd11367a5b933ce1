package hudson.model;

/** What the plugin uses of {@code hudson.model.BuildableItem}. */
public interface BuildableItem extends Item {}
