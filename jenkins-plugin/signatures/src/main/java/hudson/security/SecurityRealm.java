package hudson.security;

import hudson.model.Describable;
import jenkins.model.IdStrategy;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** What the plugin uses of {@code hudson.security.SecurityRealm}. */
public abstract class SecurityRealm implements Describable<SecurityRealm> {

    public static final SecurityRealm NO_AUTHENTICATION;

    static {
        NO_AUTHENTICATION = null;
    }

    public SecurityRealm() {
        throw new UnsupportedOperationException();
    }

    public IdStrategy getUserIdStrategy() {
        throw new UnsupportedOperationException();
    }

    public UserDetails loadUserByUsername2(String username) throws UsernameNotFoundException {
        throw new UnsupportedOperationException();
    }
}
