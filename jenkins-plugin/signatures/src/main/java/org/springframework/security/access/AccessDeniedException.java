package org.springframework.security.access;

/** What the plugin uses of {@code org.springframework.security.access.AccessDeniedException}. */
public class AccessDeniedException extends RuntimeException {

    public AccessDeniedException(String msg) {
        throw new UnsupportedOperationException();
    }
}
