package hudson.triggers;

import hudson.model.BuildableItem;
import hudson.model.Cause;

/** What the plugin uses of {@code hudson.triggers.TimerTrigger}. */
public class TimerTrigger extends Trigger<BuildableItem> {

    public TimerTrigger(String spec) {
        throw new UnsupportedOperationException();
    }

    public static class TimerTriggerCause extends Cause {

        public TimerTriggerCause() {
            throw new UnsupportedOperationException();
        }
    }
}
