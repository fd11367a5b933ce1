package org.springframework.security.core.context;

import java.io.Serializable;

/** What the plugin uses of {@code org.springframework.security.core.context.SecurityContext}. */
public interface SecurityContext extends Serializable {}
