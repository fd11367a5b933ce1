package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.settings.SettingsChanged;
import dev.approvalgate.domain.settings.SettingsChanged.Way;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.work.Work;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Records which settings the gate runs with, by what differs from those before. */
public final class SettingsLog {

    /** The stream that all settings are recorded in. */
    public static final String STREAM = "settings";

    private static final int LONGEST = 255;

    /** What a secret looks like that somebody wrote where its name belongs: Slack's tokens, and keys in hexadecimal digits. */
    private static final Pattern SECRET = Pattern.compile("(?s)\\s*(xox[a-z]-|xapp-).*|[0-9a-fA-F]{32,}");

    /** Where an address may hold what is secret. A password may hold a slash that nobody encoded. */
    private static final Pattern USER = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://).*@");

    private static final Pattern QUERY = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://[^?#]*)[?#].*$", Pattern.DOTALL);

    private final EventStore store;
    private final Clock clock;

    /**
     * Records into a store.
     *
     * @param store the ledger
     * @param clock the time
     */
    public SettingsLog(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Records what differs from the settings that were recorded last, if anything does.
     *
     * @param settings all that are set, by their names, without secrets. Of addresses the user and the query are left out; of texts
     *     that look like a secret or are beyond 255 characters the SHA-256 stands in their place
     * @param way how they came to be changed
     * @param by who changed them, or {@code null}
     * @return whether anything did
     * @throws dev.approvalgate.domain.approval.GateException with {@code store_failed}
     */
    public boolean record(Map<String, String> settings, Way way, @Nullable Account by) {
        var now = new HashMap<String, String>();
        settings.forEach((name, value) -> now.put(name, shown(value)));
        while (true) {
            History history = store.read(STREAM);
            Map<String, String> last = last(history.events());
            var names = new TreeSet<>(last.keySet());
            names.addAll(now.keySet());
            names.removeIf(name -> Objects.equals(last.get(name), now.get(name)));
            if (names.isEmpty()) {
                return false;
            }
            var before = new HashMap<>(last);
            before.keySet().retainAll(names);
            var after = new HashMap<>(now);
            after.keySet().retainAll(names);
            var changed = new SettingsChanged(before, after, way, by, clock.instant());
            try {
                store.commit(Commit.of(STREAM, history.version(), List.of(changed), List.<Work>of()));
                return true;
            } catch (VersionConflict raced) {
                // Another process recorded some; look again what differs.
            }
        }
    }

    private static Map<String, String> last(List<DomainEvent> events) {
        var last = new HashMap<String, String>();
        for (DomainEvent event : events) {
            var changed = (SettingsChanged) event;
            last.keySet().removeAll(changed.before().keySet());
            last.putAll(changed.after());
        }
        return last;
    }

    private static String shown(String value) {
        if (SECRET.matcher(value).matches()) {
            return hashed(value);
        }
        String address = QUERY.matcher(USER.matcher(value).replaceFirst("$1…@")).replaceFirst("$1?…");
        return address.length() <= LONGEST ? address : hashed(address);
    }

    private static String hashed(String value) {
        return "sha256:" + Sha256.of(value).hex();
    }
}
