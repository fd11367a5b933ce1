package hudson.model.listeners;

import hudson.model.Run;
import hudson.model.TaskListener;

/** What the plugin uses of {@code hudson.model.listeners.RunListener}. */
public abstract class RunListener<R extends Run> {

    protected RunListener() {
        throw new UnsupportedOperationException();
    }

    public void onFinalized(R r) {
        throw new UnsupportedOperationException();
    }

    public void onStarted(R r, TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(R r) {
        throw new UnsupportedOperationException();
    }
}
