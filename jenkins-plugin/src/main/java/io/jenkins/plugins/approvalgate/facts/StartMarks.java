package io.jenkins.plugins.approvalgate.facts;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks builds as they start, before anything of their script runs. */
@Extension
public final class StartMarks extends RunListener<Run<?, ?>> {

    private static final Logger LOG = LoggerFactory.getLogger(StartMarks.class);

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        if (BuildReader.canAsk(run)) {
            run.addAction(new StartMark(run.getParent().getFullName(), Definition.of(run.getParent())));
        }
    }

    /** Looks again once the build has taken its definition. */
    @Extension
    public static final class Taken extends FlowExecutionListener {

        @Override
        public void onCreated(FlowExecution execution) {
            try {
                if (execution.getOwner().getExecutable() instanceof Run<?, ?> run) {
                    StartMark mark = run.getAction(StartMark.class);
                    if (mark != null) {
                        mark.started(Definition.of(run.getParent()));
                        run.save();
                    }
                }
            } catch (IOException e) {
                LOG.error("it could not be kept what a build started with; it may ask for nothing", e);
            }
        }
    }
}
