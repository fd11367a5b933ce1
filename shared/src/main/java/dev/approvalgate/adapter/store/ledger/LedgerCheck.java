package dev.approvalgate.adapter.store.ledger;

import dev.approvalgate.adapter.store.codec.EventCodec;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.ledger.ChainVerifier;
import dev.approvalgate.domain.ledger.LedgerRecord;
import dev.approvalgate.gate.port.Ledger.Entry;
import dev.approvalgate.gate.port.Ledger.Value;
import dev.approvalgate.gate.port.Ledger.Verification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks entries one after the other: positions, links and hashes, that every payload can be read, and that every personal value is
 * the one that its record commits to. After a broken link nothing further is checked, because nothing further is vouched for.
 */
public final class LedgerCheck {

    private static final int MOST_PROBLEMS = 100;

    private final EventCodec codec = new EventCodec();
    private final ChainVerifier chain = new ChainVerifier();
    private final Predicate<String> mayLackValues;
    private final List<String> problems = new ArrayList<>();
    private long values;
    private long erased;
    private boolean broken;

    /**
     * A check that has seen nothing yet.
     *
     * @param mayLackValues of which streams values may be missing, because they were erased
     */
    public LedgerCheck(Predicate<String> mayLackValues) {
        this.mayLackValues = mayLackValues;
    }

    /** Checks the next entry. */
    public void next(Entry entry) {
        if (broken) {
            return;
        }
        Optional<String> wrong = chain.next(entry.position(), entry.record());
        if (wrong.isPresent()) {
            stop(wrong.get());
            return;
        }
        String where = "position " + entry.position() + " (" + entry.record() + ")";
        Set<String> there = new HashSet<>();
        for (Value value : entry.values()) {
            there.add(value.commitment());
            values++;
            if (!Commitments.hold(value)) {
                problem(where + ": the personal value beside it was altered: it is not what the record commits to");
            }
        }
        Set<String> committed = commitments(where, entry.record());
        for (String commitment : committed) {
            if (!there.remove(commitment)) {
                erased++;
                if (!mayLackValues.test(entry.record().stream())) {
                    problem(where + ": a personal value beside it is missing, though nothing of its stream was erased");
                }
            }
        }
        if (!there.isEmpty()) {
            problem(where + ": a personal value beside it belongs to nothing that the record says");
        }
    }

    private Set<String> commitments(String where, LedgerRecord record) {
        try {
            return codec.commitments(
                    record.type(), record.schemaVersion(), new String(record.payload(), StandardCharsets.UTF_8));
        } catch (GateException unreadable) {
            problem(where + ": " + unreadable.getMessage());
            return Set.of();
        }
    }

    /** Notes something that ends the check. */
    public void stop(String problem) {
        broken = true;
        problems.add(problem);
    }

    private void problem(String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    /** {@return what was found so far} */
    public Verification result() {
        return new Verification(chain.records(), chain.streams(), values, erased, problems);
    }
}
