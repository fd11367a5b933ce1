package hudson.model;

/** What the plugin uses of {@code hudson.model.Action}. */
public interface Action extends ModelObject {

    String getIconFileName();

    @Override
    String getDisplayName();

    String getUrlName();
}
