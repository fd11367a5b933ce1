package dev.approvalgate.domain.approval;

import java.time.Instant;

/** Something that happened and is recorded for good. */
public interface DomainEvent {

    /** {@return when it happened, by the gate's clock; the order of events never depends on it} */
    Instant at();
}
