package hudson.model;

/** What the plugin uses of {@code hudson.model.ModelObject}. */
public interface ModelObject {

    String getDisplayName();
}
