package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.adapter.jwt.OwnLoader;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.settings.SettingsChanged.Way;
import dev.approvalgate.gate.SettingsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records changed settings in the ledger of the gate inside this controller, while that gate does not run: before it starts with them,
 * and when builds ask a server from now on.
 */
public final class SettingsHistory {

    private final Path home;
    private final Clock clock;
    /** What is known to be recorded already. */
    private @Nullable Map<String, String> recorded;

    /**
     * For one controller.
     *
     * @param home where the gate's store lies
     * @param clock the time
     */
    public SettingsHistory(Path home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** {@return whether there is a ledger already} */
    public boolean exists() {
        return Files.exists(store());
    }

    /**
     * Records what differs from the settings that were recorded last, if anything does.
     *
     * @param settings all that are set, by their names, without secrets
     * @param way how they came to be changed
     * @param realm of the controller's users
     * @param user who changed them, or {@code null}
     * @throws GateException with {@code store_failed}
     */
    public synchronized void record(Map<String, String> settings, Way way, String realm, @Nullable String user) {
        if (settings.equals(recorded)) {
            return;
        }
        Account by = user == null ? null : new Account(AccountKind.JENKINS, realm, user);
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new GateException(ReasonCode.STORE_FAILED, home + " cannot be made: " + e.getMessage(), e);
        }
        // The library of the store looks for its parts as that for JWT does.
        OwnLoader.call(() -> {
            try (SqliteStore store = SqliteStore.open(store(), clock, new SecureRandom())) {
                return new SettingsLog(store.events(), clock).record(settings, way, by);
            }
        });
        recorded = Map.copyOf(settings);
    }

    private Path store() {
        return home.resolve("gate.db");
    }
}
