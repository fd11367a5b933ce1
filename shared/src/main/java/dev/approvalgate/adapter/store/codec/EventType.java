package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.DomainEvent;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How events of one type are written and read.
 *
 * @param name the stored name, never changed and never given to another type
 * @param version the version that is written; a form that changes gets the next version and keeps a reader for the earlier ones
 * @param type the events
 * @param writer fills in the payload
 * @param reader makes an event of a payload
 * @param <E> the events
 */
record EventType<E extends DomainEvent>(
        String name, int version, Class<E> type, BiFunction<E, Sealer, Out> writer, Function<In, E> reader) {

    Out write(DomainEvent event, Sealer sealer) {
        return writer.apply(type.cast(event), sealer);
    }
}
