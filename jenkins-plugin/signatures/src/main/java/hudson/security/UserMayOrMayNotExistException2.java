package hudson.security;

import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** What the plugin uses of {@code hudson.security.UserMayOrMayNotExistException2}. */
public class UserMayOrMayNotExistException2 extends UsernameNotFoundException {

    public UserMayOrMayNotExistException2(String msg) {
        super((String) null);
        throw new UnsupportedOperationException();
    }
}
