package org.springframework.security.core.userdetails;

import java.io.Serializable;

/** What the plugin uses of {@code org.springframework.security.core.userdetails.UserDetails}. */
public interface UserDetails extends Serializable {

    default boolean isAccountNonExpired() {
        throw new UnsupportedOperationException();
    }

    default boolean isAccountNonLocked() {
        throw new UnsupportedOperationException();
    }

    default boolean isEnabled() {
        throw new UnsupportedOperationException();
    }
}
