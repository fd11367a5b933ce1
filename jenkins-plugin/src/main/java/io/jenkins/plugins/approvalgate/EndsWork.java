package io.jenkins.plugins.approvalgate;

import hudson.Extension;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.approvalgate.step.Ends;

/** Looks every minute for what ended without a word, first soon after the start: a controller can be killed at any moment. */
@Extension
public final class EndsWork extends PeriodicWork {

    private static final long FIRST = 10_000;

    @Override
    public long getInitialDelay() {
        return FIRST;
    }

    @Override
    public long getRecurrencePeriod() {
        return MIN;
    }

    @Override
    protected void doRun() {
        Ends.soon();
    }
}
