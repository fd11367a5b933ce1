package hudson.security;

import org.springframework.security.core.Authentication;

/** What the plugin uses of {@code hudson.security.ACL}. */
public abstract class ACL {

    public static final Authentication SYSTEM2;

    static {
        SYSTEM2 = null;
    }

    public ACL() {
        throw new UnsupportedOperationException();
    }

    public boolean hasPermission2(Authentication a, Permission permission) {
        throw new UnsupportedOperationException();
    }

    public static ACLContext as2(Authentication auth) {
        throw new UnsupportedOperationException();
    }

    public static boolean isAnonymous2(Authentication authentication) {
        throw new UnsupportedOperationException();
    }
}
