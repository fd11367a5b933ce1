package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;
import net.sf.json.JSONObject;

/** What the plugin uses of {@code org.kohsuke.stapler.StaplerRequest2}. */
public interface StaplerRequest2 extends HttpServletRequest {

    String getRestOfPath();

    void bindJSON(Object bean, JSONObject src);
}
