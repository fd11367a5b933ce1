package dev.approvalgate.adapter.store.codec;

/**
 * A personal value that an event commits to; kept beside the ledger.
 *
 * @param commitment stands for it in the payload: 64 hexadecimal digits
 * @param salt the commitment's salt, as hexadecimal digits
 * @param text the value as canonical JSON
 */
public record PersonalValue(String commitment, String salt, String text) {

    @Override
    public String toString() {
        return "[personal " + commitment + "]";
    }
}
