package hudson.model;

import org.kohsuke.stapler.HttpResponse;

/** What the plugin uses of {@code hudson.model.Failure}. */
public class Failure extends RuntimeException implements HttpResponse {

    public Failure(String message) {
        throw new UnsupportedOperationException();
    }
}
