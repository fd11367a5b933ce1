package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** What the plugin uses of {@code com.cloudbees.plugins.credentials.CredentialsMatcher}. */
public interface CredentialsMatcher extends Serializable {}
