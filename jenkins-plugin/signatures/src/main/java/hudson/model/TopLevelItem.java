package hudson.model;

/** What the plugin uses of {@code hudson.model.TopLevelItem}. */
public interface TopLevelItem extends Item, Describable<TopLevelItem> {}
