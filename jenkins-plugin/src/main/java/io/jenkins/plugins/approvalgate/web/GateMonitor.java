package io.jenkins.plugins.approvalgate.web;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedGate;

/** Tells administrators that the gate does not run, or that the policy file as it is now is not in force. */
@Extension
public final class GateMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return "Approval Gate";
    }

    @Override
    public boolean isActivated() {
        return !getTrouble().isEmpty();
    }

    /** {@return what is wrong; empty where nothing is} */
    public String getTrouble() {
        GateService service = GateService.get();
        return service.fault()
                .map(fault -> "The gate does not run: builds that ask wait. " + fault)
                .or(() -> service.running()
                        .flatMap(EmbeddedGate::policyFault)
                        .map(fault -> "The policy file is not in force as it is now; the last good one is. " + fault))
                .orElse("");
    }
}
