package dev.approvalgate.adapter.store.ledger;

import dev.approvalgate.domain.ledger.Commitment;
import dev.approvalgate.gate.port.Ledger.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Compares personal values with the commitments that stand for them. */
public final class Commitments {

    private Commitments() {}

    /** {@return whether a value is the one that was committed to} */
    public static boolean hold(Value value) {
        try {
            byte[] salt = HexFormat.of().parseHex(value.salt());
            return salt.length == Commitment.SALT_BYTES
                    && Commitment.to(salt, value.text().getBytes(StandardCharsets.UTF_8))
                            .equals(value.commitment());
        } catch (IllegalArgumentException noHexadecimal) {
            return false;
        }
    }
}
