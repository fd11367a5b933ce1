package hudson.security;

import org.jvnet.localizer.Localizable;

/** What the plugin uses of {@code hudson.security.Permission}. */
public final class Permission {

    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, PermissionScope scope) {
        throw new UnsupportedOperationException();
    }

    public boolean getEnabled() {
        throw new UnsupportedOperationException();
    }
}
