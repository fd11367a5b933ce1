package hudson.model;

import hudson.triggers.SafeTimerTask;

/** What the plugin uses of {@code hudson.model.PeriodicWork}. */
public abstract class PeriodicWork extends SafeTimerTask {

    protected static final long MIN;

    static {
        MIN = 0;
    }

    public PeriodicWork() {
        throw new UnsupportedOperationException();
    }

    public abstract long getRecurrencePeriod();

    public long getInitialDelay() {
        throw new UnsupportedOperationException();
    }
}
