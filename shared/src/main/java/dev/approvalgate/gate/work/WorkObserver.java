package dev.approvalgate.gate.work;

import dev.approvalgate.domain.approval.GateException;

/** Sees what becomes of work; for metrics and logs. Must return quickly and not throw. */
public interface WorkObserver {

    /** Nobody watches. */
    WorkObserver NONE = new WorkObserver() {};

    /** Work succeeded. */
    default void done(WorkItem item) {}

    /** Work failed and will be tried again. */
    default void retried(WorkItem item, GateException why) {}

    /** Work was given up. */
    default void givenUp(WorkItem item, GateException why) {}
}
