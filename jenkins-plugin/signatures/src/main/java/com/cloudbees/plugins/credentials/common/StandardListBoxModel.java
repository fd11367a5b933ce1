package com.cloudbees.plugins.credentials.common;

/** What the plugin uses of {@code com.cloudbees.plugins.credentials.common.StandardListBoxModel}. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {

    public StandardListBoxModel() {
        throw new UnsupportedOperationException();
    }
}
