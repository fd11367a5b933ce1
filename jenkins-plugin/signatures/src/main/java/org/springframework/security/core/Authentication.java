package org.springframework.security.core;

import java.io.Serializable;
import java.security.Principal;

/** What the plugin uses of {@code org.springframework.security.core.Authentication}. */
public interface Authentication extends Principal, Serializable {}
