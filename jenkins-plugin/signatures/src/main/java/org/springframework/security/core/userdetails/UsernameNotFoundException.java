package org.springframework.security.core.userdetails;

import org.springframework.security.core.AuthenticationException;

/** What the plugin uses of {@code org.springframework.security.core.userdetails.UsernameNotFoundException}. */
public class UsernameNotFoundException extends AuthenticationException {

    public UsernameNotFoundException(String msg) {
        super((String) null);
        throw new UnsupportedOperationException();
    }
}
