package hudson.model;

/** What the plugin uses of {@code hudson.model.RootAction}. */
public interface RootAction extends Action {}
