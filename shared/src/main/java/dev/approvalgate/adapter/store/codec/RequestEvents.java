package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.ApprovalEvent.DecisionDelivered;
import dev.approvalgate.domain.approval.ApprovalEvent.EffectGivenUp;
import dev.approvalgate.domain.approval.ApprovalEvent.EmergencyReviewed;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalEvent.Joined;
import dev.approvalgate.domain.approval.ApprovalEvent.Opened;
import dev.approvalgate.domain.approval.ApprovalEvent.Published;
import dev.approvalgate.domain.approval.ApprovalEvent.Settled;
import dev.approvalgate.domain.approval.ApprovalEvent.VoteRefused;
import dev.approvalgate.domain.approval.ApprovalEvent.Voted;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Vote;
import java.util.List;

/** Forms of the events of requests. */
final class RequestEvents {

    private static final EventType<Opened> OPENED = new EventType<>(
            "request.opened",
            1,
            Opened.class,
            (event, sealer) -> new Out().value("ask", AskForm.write(event.ask(), sealer)),
            in -> new Opened(AskForm.read(in.at("ask"))));

    private static final EventType<Joined> JOINED = new EventType<>(
            "request.joined",
            1,
            Joined.class,
            (event, sealer) -> new Out().with("job", event.job()).with("at", event.at()),
            in -> new Joined(in.text("job"), in.instant("at")));

    private static final EventType<Published> PUBLISHED = new EventType<>(
            "request.published",
            1,
            Published.class,
            (event, sealer) -> new Out()
                    .value("channel", AskForm.writeChannel(event.channel()))
                    .with("reference", event.reference())
                    .with("rendered", event.rendered())
                    .with("at", event.at()),
            in -> new Published(
                    AskForm.readChannel(in.at("channel")),
                    in.text("reference"),
                    in.hash("rendered"),
                    in.instant("at")));

    private static final EventType<Voted> VOTED = new EventType<>(
            "vote.recorded",
            1,
            Voted.class,
            (event, sealer) -> VoteForm.write(event.vote(), sealer),
            in -> new Voted(VoteForm.read(in)));

    private static final EventType<VoteRefused> VOTE_REFUSED = new EventType<>(
            "vote.refused",
            1,
            VoteRefused.class,
            (event, sealer) -> new Out()
                    .value("account", AccountForm.write(event.account()))
                    .with("person", event.person())
                    .with("kind", event.kind())
                    .with("channel", event.channel())
                    .with("reason", event.reason())
                    .with("at", event.at()),
            in -> new VoteRefused(
                    AccountForm.read(in.at("account")),
                    in.orNull("person", person -> new PersonId(person.text())),
                    in.constant("kind", Vote.Kind.class),
                    in.text("channel"),
                    in.constant("reason", ReasonCode.class),
                    in.instant("at")));

    private static final EventType<Settled> SETTLED = new EventType<>(
            "request.settled",
            1,
            Settled.class,
            (event, sealer) -> new Out()
                    .value("decision", DecisionForm.write(event.decision()))
                    .value("explanation", ExplanationForm.write(event.explanation())),
            in -> new Settled(DecisionForm.read(in.at("decision")), ExplanationForm.read(in.at("explanation"))));

    private static final EventType<DecisionDelivered> DELIVERED = new EventType<>(
            "decision.delivered",
            1,
            DecisionDelivered.class,
            (event, sealer) -> new Out().with("state", event.state()).with("at", event.at()),
            in -> new DecisionDelivered(in.text("state"), in.instant("at")));

    private static final EventType<EffectGivenUp> GIVEN_UP = new EventType<>(
            "effect.given_up",
            1,
            EffectGivenUp.class,
            (event, sealer) -> new Out()
                    .with("effect", event.effect())
                    .with("reason", event.reason())
                    .with("detail", WellFormed.text(event.detail()))
                    .with("at", event.at()),
            in -> new EffectGivenUp(
                    in.text("effect"), in.constant("reason", ReasonCode.class), in.text("detail"), in.instant("at")));

    private static final EventType<GlassBroken> GLASS_BROKEN = new EventType<>(
            "glass.broken",
            1,
            GlassBroken.class,
            (event, sealer) -> new Out()
                    .with("person", event.person())
                    .value("account", AccountForm.write(event.account()))
                    .with("channel", event.channel())
                    .with("shown", event.shown())
                    .value("reason", sealer.seal(event.reason(), text -> text))
                    .with("review_by", event.reviewBy())
                    .with("at", event.at()),
            in -> new GlassBroken(
                    in.person("person"),
                    AccountForm.read(in.at("account")),
                    in.text("channel"),
                    in.hash("shown"),
                    in.personal("reason", In::text),
                    in.instant("review_by"),
                    in.instant("at")));

    private static final EventType<EmergencyReviewed> EMERGENCY_REVIEWED = new EventType<>(
            "emergency.reviewed",
            1,
            EmergencyReviewed.class,
            (event, sealer) -> new Out()
                    .with("person", event.person())
                    .value("account", AccountForm.write(event.account()))
                    .with("channel", event.channel())
                    .value("reason", sealer.seal(event.reason(), text -> text))
                    .with("at", event.at()),
            in -> new EmergencyReviewed(
                    in.person("person"),
                    AccountForm.read(in.at("account")),
                    in.text("channel"),
                    in.orNull("reason", reason -> reason.personal(In::text)),
                    in.instant("at")));

    private static final EventType<ApprovalRevoked> APPROVAL_REVOKED = new EventType<>(
            "approval.revoked",
            1,
            ApprovalRevoked.class,
            (event, sealer) -> new Out()
                    .with("person", event.person())
                    .value("account", event.account() == null ? null : AccountForm.write(event.account()))
                    .with("channel", event.channel())
                    .value("reason", sealer.seal(event.reason(), text -> text))
                    .with("at", event.at()),
            in -> new ApprovalRevoked(
                    in.orNull("person", person -> new PersonId(person.text())),
                    in.orNull("account", AccountForm::read),
                    in.text("channel"),
                    in.personal("reason", In::text),
                    in.instant("at")));

    static final List<EventType<?>> TYPES = List.of(
            OPENED,
            JOINED,
            PUBLISHED,
            VOTED,
            VOTE_REFUSED,
            SETTLED,
            GLASS_BROKEN,
            EMERGENCY_REVIEWED,
            APPROVAL_REVOKED,
            DELIVERED,
            GIVEN_UP);

    private RequestEvents() {}
}
