package org.jenkinsci.plugins.workflow.cps;

import hudson.scm.SCM;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;

/** What the plugin uses of {@code org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition}. */
public class CpsScmFlowDefinition extends FlowDefinition {

    public CpsScmFlowDefinition(SCM scm, String scriptPath) {
        throw new UnsupportedOperationException();
    }

    public String getScriptPath() {
        throw new UnsupportedOperationException();
    }
}
