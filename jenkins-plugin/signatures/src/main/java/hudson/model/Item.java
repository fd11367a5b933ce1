package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** What the plugin uses of {@code hudson.model.Item}. */
public interface Item extends Saveable, ModelObject, AccessControlled {

    Permission READ = null;

    String getUrl();
}
