package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;

/** What the plugin uses of {@code com.cloudbees.plugins.credentials.domains.DomainRequirement}. */
public class DomainRequirement implements Serializable {

    public DomainRequirement() {
        throw new UnsupportedOperationException();
    }
}
