package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** What the plugin uses of {@code org.kohsuke.stapler.StaplerResponse2}. */
public interface StaplerResponse2 extends HttpServletResponse {}
