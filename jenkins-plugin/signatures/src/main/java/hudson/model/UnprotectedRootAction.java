package hudson.model;

/** What the plugin uses of {@code hudson.model.UnprotectedRootAction}. */
public interface UnprotectedRootAction extends RootAction {}
