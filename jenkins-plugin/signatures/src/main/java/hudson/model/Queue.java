package hudson.model;

/** What the plugin uses of {@code hudson.model.Queue}. */
public class Queue implements Saveable {

    public Queue(LoadBalancer loadBalancer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() {
        throw new UnsupportedOperationException();
    }

    public interface Executable extends Runnable {}
}
