package org.springframework.security.core;

/** What the plugin uses of {@code org.springframework.security.core.AuthenticationException}. */
public abstract class AuthenticationException extends RuntimeException {

    public AuthenticationException(String msg) {
        throw new UnsupportedOperationException();
    }
}
