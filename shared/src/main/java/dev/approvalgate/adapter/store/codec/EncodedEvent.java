package dev.approvalgate.adapter.store.codec;

import java.util.List;

/**
 * An event in the form that is stored.
 *
 * @param type stable name of its type
 * @param schemaVersion version of the payload's form, from 1
 * @param payload canonical JSON, with a commitment in the place of each personal value
 * @param values the personal values
 */
public record EncodedEvent(String type, int schemaVersion, String payload, List<PersonalValue> values) {
    public EncodedEvent {
        values = List.copyOf(values);
    }
}
