package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent.Closed;
import dev.approvalgate.domain.token.TokenEvent.DeathOrdered;
import dev.approvalgate.domain.token.TokenEvent.MintRefused;
import dev.approvalgate.domain.token.TokenEvent.Minted;
import dev.approvalgate.domain.token.TokenEvent.Revoked;
import dev.approvalgate.domain.token.TokenEvent.Used;
import dev.approvalgate.domain.token.TokenKind;
import java.util.List;

/** Forms of the events of tokens. */
final class TokenEvents {

    private static final EventType<Minted> MINTED = new EventType<>(
            "token.minted",
            1,
            Minted.class,
            (event, sealer) -> new Out()
                    .with("id", event.id())
                    .with("job", event.job())
                    .with("token", event.token())
                    .with("key", event.keyId())
                    .with("audience", event.audience())
                    .with("scopes", event.scopes())
                    .with("at", event.at())
                    .with("expires_at", event.expiresAt())
                    .with("confirmation", event.confirmation())
                    .with("kind", event.kind() == TokenKind.DEPLOY ? null : event.kind()),
            in -> new Minted(
                    in.text("id"),
                    in.text("job"),
                    in.hash("token"),
                    in.text("key"),
                    in.text("audience"),
                    in.texts("scopes"),
                    in.instant("at"),
                    in.instant("expires_at"),
                    in.textOrNull("confirmation"),
                    in.textOrNull("kind") == null ? TokenKind.DEPLOY : in.constant("kind", TokenKind.class)));

    private static final EventType<Revoked> REVOKED = new EventType<>(
            "token.revoked",
            1,
            Revoked.class,
            (event, sealer) -> new Out()
                    .with("id", event.id())
                    .with("cause", event.cause())
                    .with("at", event.at()),
            in -> new Revoked(in.text("id"), in.constant("cause", DeathCause.class), in.instant("at")));

    private static final EventType<DeathOrdered> DEATH_ORDERED = new EventType<>(
            "token.death_ordered",
            1,
            DeathOrdered.class,
            (event, sealer) -> new Out()
                    .with("id", event.id())
                    .with("channel", event.channel())
                    .value("reason", sealer.seal(event.reason(), text -> text))
                    .with("at", event.at()),
            in -> new DeathOrdered(
                    in.text("id"), in.text("channel"), in.personal("reason", In::text), in.instant("at")));

    private static final EventType<Closed> CLOSED = new EventType<>(
            "token.closed",
            1,
            Closed.class,
            (event, sealer) -> new Out().with("at", event.at()),
            in -> new Closed(in.instant("at")));

    private static final EventType<MintRefused> MINT_REFUSED = new EventType<>(
            "token.mint_refused",
            1,
            MintRefused.class,
            (event, sealer) -> new Out()
                    .with("job", event.job())
                    .with("reason", event.reason())
                    .with("at", event.at()),
            in -> new MintRefused(in.text("job"), in.constant("reason", ReasonCode.class), in.instant("at")));

    private static final EventType<Used> USED = new EventType<>(
            "token.used",
            1,
            Used.class,
            (event, sealer) -> new Out()
                    .with("id", event.id())
                    .with("request", event.request().value())
                    .with("identity", event.identity())
                    .with("target", event.target())
                    .with("method", event.method())
                    .with("pattern", event.pattern())
                    .value("count", event.count())
                    .with("from", event.from())
                    .with("to", event.to()),
            in -> new Used(
                    in.text("id"),
                    new RequestId(in.text("request")),
                    in.text("identity"),
                    in.text("target"),
                    in.text("method"),
                    in.text("pattern"),
                    in.integer("count"),
                    in.instant("from"),
                    in.instant("to")));

    static final List<EventType<?>> TYPES = List.of(MINTED, REVOKED, DEATH_ORDERED, CLOSED, MINT_REFUSED, USED);

    private TokenEvents() {}
}
