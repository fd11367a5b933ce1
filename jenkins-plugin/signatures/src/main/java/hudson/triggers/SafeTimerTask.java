package hudson.triggers;

import java.util.TimerTask;

/** What the plugin uses of {@code hudson.triggers.SafeTimerTask}. */
public abstract class SafeTimerTask extends TimerTask {

    public SafeTimerTask() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void run() {
        throw new UnsupportedOperationException();
    }

    protected abstract void doRun() throws Exception;
}
