package io.jenkins.plugins.approvalgate;

import dev.approvalgate.domain.approval.GateException;
import io.jenkins.plugins.approvalgate.embedded.SettingsHistory;
import io.jenkins.plugins.approvalgate.settings.Settings;
import io.jenkins.plugins.approvalgate.settings.SettingsAuthor;
import jenkins.model.Jenkins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has settings recorded before they come into force, and remembers until then who saved them. Used while no gate runs here. */
final class ChangedSettings {

    private static final Logger LOG = LoggerFactory.getLogger(ChangedSettings.class);

    private final SettingsHistory history;
    private volatile SettingsAuthor author = SettingsAuthor.UNKNOWN;

    ChangedSettings(SettingsHistory history) {
        this.history = history;
    }

    void savedBy(SettingsAuthor by) {
        author = by;
    }

    /**
     * For the gate inside this controller, which does not start with what is not recorded.
     *
     * @throws GateException with {@code store_failed}
     */
    void record(Settings settings) {
        history.record(settings.named(Jenkins.get().getRootUrl()), author.way(), Settings.realm(), author.user());
        author = SettingsAuthor.UNKNOWN;
    }

    /** Wherever this controller has a ledger: builds that ask a server do not wait for it. */
    void note(Settings settings) {
        if (history.exists()) {
            try {
                record(settings);
            } catch (GateException e) {
                LOG.error("changed settings of the gate could not be recorded: {}", e.getMessage());
            }
        }
    }
}
