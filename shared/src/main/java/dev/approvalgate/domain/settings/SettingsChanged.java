package dev.approvalgate.domain.settings;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.DomainEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gate's own settings are others than those that were recorded last. Only those that differ are told, never a secret: names of
 * credentials, addresses, paths.
 *
 * @param before what they were, by their names; what was not set is missing
 * @param after what they are now, likewise
 * @param way how they came to be changed, as far as it is known
 * @param by who changed them; {@code null} where that is not known, or was no person
 * @param at when
 */
public record SettingsChanged(
        Map<String, String> before,
        Map<String, String> after,
        Way way,
        @Nullable Account by,
        Instant at) implements DomainEvent {
    public SettingsChanged {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** How settings come to be changed. */
    public enum Way {
        /** Somebody saved them in the host's own pages or scripts. */
        SAVED,
        /** A file from which the host takes its configuration said so. */
        CODE,
        /** They were found to be others when the gate started: who wrote them cannot be told. */
        FOUND
    }
}
