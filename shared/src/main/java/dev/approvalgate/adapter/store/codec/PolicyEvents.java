package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;
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
                    .with("origin", event.origin().file())
                    .with("commit", event.origin().commit())
                    .with("author", event.origin().author())
                    .with("previous", event.previous())
                    .value("difference", sealer.seal(event.difference(), text -> text))
                    .with("at", event.at()),
            in -> new PolicyLoaded(
                    in.hash("digest"),
                    in.personal("text", In::text),
                    new Policy.Origin(in.text("origin"), in.textOrNull("commit"), in.textOrNull("author")),
                    in.orNull("previous", hash -> new Sha256(hash.text())),
                    in.orNull("difference", difference -> difference.personal(In::text)),
                    in.instant("at"))));

    private PolicyEvents() {}
}
