package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.ledger.LedgerRecord;
import java.util.List;
import java.util.function.Consumer;

/** The records behind the {@link EventStore}, as bytes: for verification and export, and for erasing personal values. */
public interface Ledger {

    /**
     * {@return how many records there are}
     *
     * @throws GateException with {@code store_failed}
     */
    long size();

    /**
     * Reads all records that are there when the call begins, in the order of their positions.
     *
     * @param reader takes one entry after the other
     * @throws GateException with {@code store_failed}; with {@code ledger_broken} where a row is no record at all
     */
    void read(Consumer<Entry> reader);

    /**
     * {@return what checking every record, link, position and commitment found}
     *
     * @throws GateException with {@code store_failed}
     */
    Verification verify();

    /**
     * Erases the personal values and rendered texts of a request. Its records, their hashes and everything that was proved by them
     * stay as they are. What was erased cannot be brought back; copies in earlier backups and exports are not reached.
     *
     * @return how many values and texts were erased; 0 where there were none
     * @throws GateException with {@code store_failed}
     */
    int erase(RequestId request);

    /**
     * One record in its place.
     *
     * @param position its gap-free position in the whole ledger, from 1
     * @param record the record
     * @param values the personal values that its payload commits to, as far as they have not been erased
     */
    record Entry(long position, LedgerRecord record, List<Value> values) {
        public Entry {
            values = List.copyOf(values);
        }
    }

    /**
     * A personal value beside the ledger.
     *
     * @param commitment the {@linkplain dev.approvalgate.domain.ledger.Commitment commitment} in the record's payload that stands for it
     * @param salt the random bytes, as hexadecimal digits
     * @param text the value as canonical JSON
     */
    record Value(String commitment, String salt, String text) {}

    /**
     * What a check found.
     *
     * @param records how many records were found right
     * @param streams how many streams they belong to
     * @param values how many personal values were compared with their commitments
     * @param erased how many commitments have no value any more
     * @param problems what is wrong, in words that name the record; empty where all is well. A broken link ends the check
     */
    record Verification(long records, int streams, long values, long erased, List<String> problems) {
        public Verification {
            problems = List.copyOf(problems);
        }

        /** {@return whether nothing is wrong} */
        public boolean holds() {
            return problems.isEmpty();
        }
    }
}
