package hudson.model;

import java.io.PrintStream;
import java.io.Serializable;

/** What the plugin uses of {@code hudson.model.TaskListener}. */
public interface TaskListener extends Serializable {

    PrintStream getLogger();
}
