package org.kohsuke.stapler;

/** What the plugin uses of {@code org.kohsuke.stapler.HttpResponse}. */
public interface HttpResponse {}
