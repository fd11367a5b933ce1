package com.cloudbees.plugins.credentials;

import hudson.model.Describable;
import java.io.Serializable;

/** What the plugin uses of {@code com.cloudbees.plugins.credentials.Credentials}. */
public interface Credentials extends Describable<Credentials>, Serializable {}
