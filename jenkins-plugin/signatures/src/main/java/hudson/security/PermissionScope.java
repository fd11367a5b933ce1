package hudson.security;

import hudson.model.ModelObject;

/** What the plugin uses of {@code hudson.security.PermissionScope}. */
public final class PermissionScope {

    public static final PermissionScope JENKINS;

    static {
        JENKINS = null;
    }

    public PermissionScope(Class<? extends ModelObject> modelClass, PermissionScope... containers) {
        throw new UnsupportedOperationException();
    }
}
