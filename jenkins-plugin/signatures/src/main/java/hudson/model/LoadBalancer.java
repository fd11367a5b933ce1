package hudson.model;

/** What the plugin uses of {@code hudson.model.LoadBalancer}. */
public abstract class LoadBalancer {

    public LoadBalancer() {
        throw new UnsupportedOperationException();
    }
}
