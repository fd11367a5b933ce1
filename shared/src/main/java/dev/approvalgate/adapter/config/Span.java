package dev.approvalgate.adapter.config;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A stretch of time, written as {@code from} and {@code to} in local time.
 *
 * @param from from when on
 * @param to until when, not included; after {@code from}
 */
record Span(Instant from, Instant to) {

    /** {@return the stretch that the fields {@code from} and {@code to} tell} */
    static Optional<Span> read(Fields fields, ZoneId zone) {
        Optional<LocalDateTime> from = fields.required("from", Times::moment);
        Optional<LocalDateTime> to = fields.required("to", Times::moment);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        var span = new Span(
                from.get().atZone(zone).toInstant(), to.get().atZone(zone).toInstant());
        if (!span.from().isBefore(span.to())) {
            fields.wrong("to", "is not after from", "write a later one");
            return Optional.empty();
        }
        return Optional.of(span);
    }
}
