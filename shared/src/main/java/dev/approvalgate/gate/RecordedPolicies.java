package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyLoaded;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.PolicySource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The policy in force, and those before it as the ledger recorded them. Safe for use by several threads. */
public final class RecordedPolicies implements PolicySource {

    /** Requests wait 30 days at most; more policies than this in that time are read again when they are needed. */
    private static final int MOST_KEPT = 50;

    private final Supplier<Policy> current;
    private final EventStore store;
    private final BiFunction<String, Policy.Origin, Policy> reader;
    private final Map<Sha256, Policy> kept = new ConcurrentHashMap<>();

    /**
     * Looks into a ledger.
     *
     * @param current gives the policy in force, or throws with {@code policy_unreadable}
     * @param store the ledger
     * @param reader makes a policy of a text
     */
    public RecordedPolicies(
            Supplier<Policy> current, EventStore store, BiFunction<String, Policy.Origin, Policy> reader) {
        this.current = current;
        this.store = store;
        this.reader = reader;
    }

    @Override
    public Policy current() {
        return current.get();
    }

    @Override
    public Policy past(Sha256 digest) {
        Policy known = kept.get(digest);
        if (known != null) {
            return known;
        }
        Policy read = read(digest);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(digest, read);
        return read;
    }

    private Policy read(Sha256 digest) {
        PolicyLoaded loaded = store.read(PolicyLog.STREAM).events().stream()
                .filter(PolicyLoaded.class::isInstance)
                .map(PolicyLoaded.class::cast)
                .filter(event -> event.digest().equals(digest))
                .findFirst()
                .orElseThrow(() -> unreadable(digest, "is not recorded", null));
        String text = loaded.text().value();
        if (text == null) {
            throw unreadable(digest, "has been erased", null);
        }
        try {
            return reader.apply(text, loaded.origin());
        } catch (GateException e) {
            throw unreadable(digest, "can no longer be understood: " + e.getMessage(), e);
        }
    }

    private static GateException unreadable(Sha256 digest, String what, @Nullable Throwable cause) {
        return new GateException(
                ReasonCode.POLICY_UNREADABLE,
                "the policy " + digest.prefix() + ", under which the request was opened, " + what
                        + "; cancel the request and run the job again",
                cause);
    }
}
