package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.policy.PolicyLoaded;
import java.util.List;

/** Forms of the events in the policies' stream. */
final class PolicyEvents {

    static final List<EventType<?>> TYPES = List.of(new EventType<>(
            "policy.loaded",
            1,
            PolicyLoaded.class,
            (event, sealer) -> new Out()
                    .with("digest", event.digest())
                    .value("text", sealer.seal(event.text(), text -> text))
                    .with("origin", event.origin())
                    .with("at", event.at()),
            in -> new PolicyLoaded(
                    in.hash("digest"), in.personal("text", In::text), in.text("origin"), in.instant("at"))));

    private PolicyEvents() {}
}
