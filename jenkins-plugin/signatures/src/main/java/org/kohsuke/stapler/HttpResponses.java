package org.kohsuke.stapler;

/** What the plugin uses of {@code org.kohsuke.stapler.HttpResponses}. */
public class HttpResponses {

    public HttpResponses() {
        throw new UnsupportedOperationException();
    }

    public static HttpResponse redirectToDot() {
        throw new UnsupportedOperationException();
    }
}
