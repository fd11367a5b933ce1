package hudson.triggers;

import hudson.model.Cause;
import hudson.model.Item;
import java.io.File;
import java.io.IOException;

/** What the plugin uses of {@code hudson.triggers.SCMTrigger}. */
public class SCMTrigger extends Trigger<Item> {

    public SCMTrigger(String scmpoll_spec) {
        throw new UnsupportedOperationException();
    }

    public static class SCMTriggerCause extends Cause {

        public SCMTriggerCause(File logFile) throws IOException {
            throw new UnsupportedOperationException();
        }
    }
}
