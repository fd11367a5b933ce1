package org.jenkinsci.plugins.workflow.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.log.TaskListenerDecorator}. */
public abstract class TaskListenerDecorator implements Serializable {

    public TaskListenerDecorator() {
        throw new UnsupportedOperationException();
    }

    public abstract OutputStream decorate(OutputStream logger) throws IOException, InterruptedException;

    public static TaskListenerDecorator merge(TaskListenerDecorator original, TaskListenerDecorator subsequent) {
        throw new UnsupportedOperationException();
    }
}
