package hudson.model;

/** What the plugin uses of {@code hudson.model.BuildBadgeAction}. */
public interface BuildBadgeAction extends Action {}
