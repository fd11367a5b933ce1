package hudson.model;

/** What the plugin uses of {@code hudson.model.ItemGroup}. */
public interface ItemGroup<T extends Item> extends ModelObject, Saveable {}
