package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Map;

/** Maps of texts, such as the payload of work, as one text. */
public final class TextMap {

    private TextMap() {}

    /** {@return the map as canonical JSON} */
    public static String write(Map<String, String> map) {
        return CanonicalJson.text(WellFormed.value(map));
    }

    /**
     * {@return the map}
     *
     * @throws GateException with {@code store_failed} where the text was not written by {@link #write}
     */
    public static Map<String, String> read(String text) {
        try {
            return new In(Json.read("{\"map\":" + text + "}"), "payload", commitment -> null).textMap("map");
        } catch (UnreadableForm e) {
            throw new GateException(
                    ReasonCode.STORE_FAILED,
                    "a row of the store holds a payload that cannot be read; restore the store from a backup");
        }
    }
}
