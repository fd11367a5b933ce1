package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.domain.policy.LinkId;
import java.util.List;

/** Forms of the events in the links' stream. */
final class LinkEvents {

    static final List<EventType<?>> TYPES = List.of(
            new EventType<>(
                    "link.made",
                    1,
                    LinkEvent.Linked.class,
                    (event, sealer) -> new Out()
                            .with("link", event.link().value())
                            .value("one", AccountForm.write(event.one()))
                            .value("other", AccountForm.write(event.other()))
                            .with("effective_at", event.effectiveAt())
                            .with("at", event.at()),
                    in -> new LinkEvent.Linked(
                            new LinkId(in.text("link")),
                            AccountForm.read(in.at("one")),
                            AccountForm.read(in.at("other")),
                            in.instant("effective_at"),
                            in.instant("at"))),
            new EventType<>(
                    "link.ended",
                    1,
                    LinkEvent.Unlinked.class,
                    (event, sealer) -> new Out()
                            .with("link", event.link().value())
                            .value("by", AccountForm.write(event.by()))
                            .with("at", event.at()),
                    in -> new LinkEvent.Unlinked(
                            new LinkId(in.text("link")), AccountForm.read(in.at("by")), in.instant("at"))));

    private LinkEvents() {}
}
