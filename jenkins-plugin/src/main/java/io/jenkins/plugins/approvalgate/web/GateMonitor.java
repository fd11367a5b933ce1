package io.jenkins.plugins.approvalgate.web;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.GateWatch;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedGate;
import io.jenkins.plugins.approvalgate.settings.FieldNames;
import java.util.ArrayList;
import java.util.List;

/** Tells administrators what keeps builds waiting, or people from deciding. */
@Extension
public final class GateMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return "Approval Gate";
    }

    @Override
    public boolean isActivated() {
        return !getTroubles().isEmpty();
    }

    /** {@return what is wrong, the worst first; empty where nothing is} */
    public List<String> getTroubles() {
        GateService service = GateService.get();
        var troubles = new ArrayList<String>();
        service.fault()
                .ifPresent(
                        fault -> troubles.add("The gate does not run; builds that ask wait: " + FieldNames.in(fault)));
        GateWatch.get()
                .trouble()
                .ifPresent(trouble -> troubles.add("The server cannot be asked; builds that ask wait: " + trouble));
        service.running()
                .flatMap(EmbeddedGate::policyFault)
                .ifPresent(fault -> troubles.add(
                        "The policy file as it is now is not in force; the last good one still is: " + fault));
        service.running()
                .flatMap(EmbeddedGate::slack)
                .flatMap(slack -> slack.trouble())
                .ifPresent(troubles::add);
        return troubles;
    }
}
