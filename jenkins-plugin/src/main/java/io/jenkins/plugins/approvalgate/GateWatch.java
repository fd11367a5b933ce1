package io.jenkins.plugins.approvalgate;

import dev.approvalgate.domain.approval.GateException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.approvalgate.server.ServerRequests;
import io.jenkins.plugins.approvalgate.settings.Settings;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a minute whether the gate does what builds would ask of it: starts one that could not start before, and asks the server
 * something harmless. So administrators read what is wrong before somebody waits for it.
 */
@Extension
public final class GateWatch extends AsyncPeriodicWork {

    private volatile @Nullable String trouble;

    /** Named as its log file is. */
    public GateWatch() {
        super("Approval Gate");
    }

    /** {@return the controller's own} */
    public static GateWatch get() {
        return ExtensionList.lookupSingleton(GateWatch.class);
    }

    /** {@return why the server cannot be asked, when that was last tried; empty where it can} */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public long getRecurrencePeriod() {
        return MIN;
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) {
        look();
    }

    void look() {
        String found = null;
        if (GateService.get().settings().isSetUp()) {
            try {
                if (GateService.get().requests() instanceof ServerRequests server) {
                    // Others read the key from its file.
                    var unused = Settings.identityKey();
                    server.check();
                }
            } catch (GateException e) {
                found = GateService.get().fault().isPresent() ? null : e.getMessage();
            }
        }
        trouble = found;
    }
}
