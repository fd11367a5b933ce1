package com.cloudbees.plugins.credentials.common;

/** What the plugin uses of {@code com.cloudbees.plugins.credentials.common.StandardCredentials}. */
public interface StandardCredentials extends IdCredentials {}
