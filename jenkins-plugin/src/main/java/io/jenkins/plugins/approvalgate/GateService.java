package io.jenkins.plugins.approvalgate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedGate;
import io.jenkins.plugins.approvalgate.embedded.SettingsHistory;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.server.ServerRequests;
import io.jenkins.plugins.approvalgate.settings.Settings;
import io.jenkins.plugins.approvalgate.settings.SettingsAuthor;
import io.jenkins.plugins.approvalgate.step.GateExecution;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one gate of this controller, started when it is first needed and anew when its settings change. While it does not run, builds wait
 * and say why.
 */
@Extension
public final class GateService {

    private static final Logger LOG = LoggerFactory.getLogger(GateService.class);

    /** Read without a lock: a page must not wait for a gate that starts or closes. Written under this object's lock. */
    private volatile @Nullable EmbeddedGate embedded;

    private volatile @Nullable ServerRequests server;
    private final ChangedSettings changes =
            new ChangedSettings(new SettingsHistory(Settings.home(), Clock.systemUTC()));
    /** Servers that builds asked before the settings were changed; none of them is waited for. */
    private final Map<String, ServerRequests> former = new ConcurrentHashMap<>();

    private volatile @Nullable Settings inForce;
    /** Where Jenkins said it is when those came into force. */
    private volatile @Nullable String address;

    private volatile boolean begun;
    private volatile @Nullable String fault;

    /** {@return the controller's own} */
    public static GateService get() {
        return ExtensionList.lookupSingleton(GateService.class);
    }

    /** Starts the gate before builds go on after a restart, so that a wrong setting shows at once. */
    @Initializer(after = InitMilestone.SYSTEM_CONFIG_ADAPTED, before = InitMilestone.JOB_LOADED)
    public static void startWithJenkins() {
        GateService service = get();
        service.take(null);
        service.start();
    }

    private void start() {
        if (settings().isSetUp()) {
            try {
                requests();
            } catch (GateException e) {
                LOG.error(
                        "the gate does not run; builds that ask wait until it does: {}",
                        fault().orElse(e.getMessage()));
            }
        }
    }

    /** Brings what was saved into force: nothing runs under the earlier settings then, and the ledger knows of these. */
    private synchronized void take(@Nullable SettingsAuthor by) {
        begun = true;
        stop();
        if (by != null) {
            changes.savedBy(by);
        }
        Settings saved = ApprovalGateConfiguration.get().settings();
        inForce = saved;
        address = Jenkins.get().getRootUrl();
        changes.note(saved);
    }

    /** {@return the settings in force: those that were saved last, whatever has been set and not saved since} */
    Settings settings() {
        Settings found = inForce;
        return found != null ? found : ApprovalGateConfiguration.get().settings();
    }

    /** Ends the gate with Jenkins. */
    @Terminator
    public static void endWithJenkins() {
        get().stop();
    }

    /**
     * {@return what builds ask}
     *
     * @throws GateException of the kind {@code UNAVAILABLE} where the gate does not run, with the reason and the way out
     */
    public PipelineRequests requests() {
        if (!asksServer()) {
            return embedded().requests();
        }
        ServerRequests running = server;
        return running != null ? running : startServer();
    }

    private synchronized ServerRequests startServer() {
        ServerRequests running = server;
        if (running == null) {
            Settings settings = settings();
            running = starting(() -> settings.server(Clock.systemUTC()));
            server = running;
        }
        return running;
    }

    /**
     * {@return the gate inside this controller}
     *
     * @throws GateException likewise
     */
    public EmbeddedGate embedded() {
        EmbeddedGate running = embedded;
        return running != null ? running : startEmbedded();
    }

    private synchronized EmbeddedGate startEmbedded() {
        EmbeddedGate running = embedded;
        if (running == null) {
            Settings settings = settings();
            running = starting(() -> {
                changes.record(settings);
                return EmbeddedGate.start(settings.embedded(), Clock.systemUTC());
            });
            embedded = running;
        }
        return running;
    }

    private <T> T starting(Supplier<T> start) {
        try {
            T started = start.get();
            fault = null;
            return started;
        } catch (GateException e) {
            fault = e.getMessage();
            // What is wrong names files and settings, which are no business of whoever reads a console.
            throw new GateException(
                    ReasonCode.SERVER_UNREACHABLE,
                    "the gate does not run on this controller; to its administrators, Manage Jenkins says why",
                    e);
        }
    }

    /** {@return the embedded gate where it runs already} */
    public Optional<EmbeddedGate> running() {
        return Optional.ofNullable(embedded);
    }

    /** {@return whether builds ask a server, and not this controller} */
    public boolean asksServer() {
        return settings().isServerMode();
    }

    /** {@return which gate builds ask, the same over restarts} */
    public String name() {
        return settings().gate();
    }

    /**
     * {@return the gate of a name, also one that builds asked before the settings were changed; {@code null} where there is
     * none now, or it was in this controller and is not any more}
     *
     * @throws GateException of the kind {@code UNAVAILABLE} likewise
     */
    public @Nullable PipelineRequests named(String name) {
        if (name.equals(name())) {
            return settings().isSetUp() ? requests() : null;
        }
        return name.equals(Settings.EMBEDDED)
                ? null
                : former.computeIfAbsent(name, address -> Settings.serverAt(address, Clock.systemUTC()));
    }

    /** {@return why the gate does not run; empty where it does, or was not asked yet} */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Starts anew with other settings; builds that wait look again. While Jenkins itself is about to start it that is left to it. */
    void settingsChanged(SettingsAuthor by) {
        if (!begun) {
            changes.savedBy(by);
            return;
        }
        take(by);
        start();
        var unused = StepExecution.acceptAll(GateExecution.class, GateExecution::lookAgain);
    }

    /** Starts anew where Jenkins is somewhere else now: who builds are, their realm, and every link and token say where it is. */
    void addressSaved(SettingsAuthor by) {
        if (begun && !Objects.equals(address, Jenkins.get().getRootUrl())) {
            settingsChanged(by);
        }
    }

    private synchronized void stop() {
        fault = null;
        EmbeddedGate running = embedded;
        embedded = null;
        if (running != null) {
            running.close();
        }
        ServerRequests asked = server;
        server = null;
        if (asked != null) {
            asked.close();
        }
    }
}
