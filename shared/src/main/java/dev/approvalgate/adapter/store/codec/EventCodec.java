package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes events as canonical JSON (RFC 8785) and reads them back. Immutable. */
public final class EventCodec {

    private final Map<Class<?>, EventType<?>> byClass = new HashMap<>();
    private final Map<String, EventType<?>> byName = new HashMap<>();

    /** Knows all events of the domain. */
    public EventCodec() {
        Stream.of(
                        RequestEvents.TYPES,
                        TokenEvents.TYPES,
                        PolicyEvents.TYPES,
                        SettingsEvents.TYPES,
                        LinkEvents.TYPES,
                        KeyEvents.TYPES)
                .flatMap(List::stream)
                .forEach(this::add);
    }

    private void add(EventType<?> type) {
        if (byClass.put(type.type(), type) != null || byName.put(type.name(), type) != null) {
            throw new IllegalStateException("two forms of " + type.name());
        }
    }

    /**
     * {@return the event in its stored form}
     *
     * @param random where salts come from
     * @throws IllegalArgumentException where there is no form for the event, or it holds an erased value
     */
    public EncodedEvent encode(DomainEvent event, SecureRandom random) {
        EventType<?> type = byClass.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    "no stored form for " + event.getClass().getName());
        }
        var sealer = new Sealer(random);
        String payload = CanonicalJson.text(type.write(event, sealer).map());
        return new EncodedEvent(type.name(), type.version(), payload, sealer.values());
    }

    /**
     * {@return the event that a record tells}
     *
     * @param type stored name of its type
     * @param schemaVersion version of its form
     * @param payload its canonical JSON
     * @param values a personal value's canonical JSON by its commitment; {@code null} once erased
     * @throws GateException with {@code store_failed} where this version of the gate does not know type or version; with
     *     {@code ledger_broken} where the payload does not have the form that they promise
     */
    public DomainEvent decode(
            String type, int schemaVersion, String payload, Function<String, @Nullable String> values) {
        EventType<?> known = byName.get(type);
        if (known == null || known.version() != schemaVersion) {
            throw new GateException(
                    ReasonCode.STORE_FAILED,
                    "the ledger holds an event of type " + type + ", schema version " + schemaVersion
                            + ", which this version of the gate cannot read; use the version that wrote it or a later one");
        }
        try {
            return known.reader().apply(new In(Json.read(payload), type, values));
        } catch (UnreadableForm e) {
            throw broken(type, e.getMessage() == null ? "" : e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw broken(type, "a value is out of its range");
        }
    }

    private static GateException broken(String type, String detail) {
        return new GateException(
                ReasonCode.LEDGER_BROKEN,
                "an event of type " + type + " cannot be read: " + detail
                        + "; verify the ledger and compare it with a backup");
    }

    /**
     * {@return the commitments that a payload holds in the place of personal values}
     *
     * @throws GateException as {@link #decode} does
     */
    public Set<String> commitments(String type, int schemaVersion, String payload) {
        var found = new LinkedHashSet<String>();
        decode(type, schemaVersion, payload, commitment -> {
            found.add(commitment);
            return null;
        });
        return found;
    }

    /** {@return the classes of all events that it can store} */
    Set<Class<?>> types() {
        return Set.copyOf(byClass.keySet());
    }
}
