package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.LossCause;
import java.util.List;

/** Forms of the events of signing keys. */
final class KeyEvents {

    static final List<EventType<?>> TYPES = List.of(
            new EventType<>(
                    "key.made",
                    1,
                    KeyEvent.Made.class,
                    (event, sealer) -> new Out()
                            .with("key", event.id())
                            .with("algorithm", event.algorithm())
                            .with("signs_from", event.signsFrom())
                            .with("at", event.at()),
                    in -> new KeyEvent.Made(
                            in.text("key"), in.text("algorithm"), in.instant("signs_from"), in.instant("at"))),
            new EventType<>(
                    "key.started",
                    1,
                    KeyEvent.Started.class,
                    (event, sealer) -> new Out().with("key", event.id()).with("at", event.at()),
                    in -> new KeyEvent.Started(in.text("key"), in.instant("at"))),
            new EventType<>(
                    "key.replaced",
                    1,
                    KeyEvent.Replaced.class,
                    (event, sealer) -> new Out()
                            .with("key", event.id())
                            .with("by", event.by())
                            .with("at", event.at()),
                    in -> new KeyEvent.Replaced(in.text("key"), in.text("by"), in.instant("at"))),
            new EventType<>(
                    "key.retired",
                    1,
                    KeyEvent.Retired.class,
                    (event, sealer) -> new Out().with("key", event.id()).with("at", event.at()),
                    in -> new KeyEvent.Retired(in.text("key"), in.instant("at"))),
            new EventType<>(
                    "key.abandoned",
                    1,
                    KeyEvent.Abandoned.class,
                    (event, sealer) -> new Out()
                            .with("key", event.id())
                            .with("cause", event.cause())
                            .with("at", event.at()),
                    in -> new KeyEvent.Abandoned(in.text("key"), cause(in), in.instant("at"))));

    private KeyEvents() {}

    /** Earlier versions gave up for one cause only, and did not write it. */
    private static LossCause cause(In in) {
        return in.textOrNull("cause") == null ? LossCause.UNREADABLE : in.constant("cause", LossCause.class);
    }
}
