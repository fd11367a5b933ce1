package io.jenkins.plugins.approvalgate;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.approvalgate.settings.SettingsAuthor;
import jenkins.model.JenkinsLocationConfiguration;

/** Hears when Jenkins is given another address: it belongs to the gate's settings, though it is set elsewhere. */
@Extension
public final class AddressChanges extends SaveableListener {

    @Override
    public void onChange(Saveable saved, XmlFile file) {
        if (saved instanceof JenkinsLocationConfiguration) {
            GateService.get().addressSaved(SettingsAuthor.current());
        }
    }
}
