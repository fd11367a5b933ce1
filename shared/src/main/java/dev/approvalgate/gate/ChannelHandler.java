package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.ReviewChannel;
import dev.approvalgate.gate.port.ReviewChannel.Rendering;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows requests in review channels and keeps what is shown in step with the ledger. One instance for each kind of work. */
final class ChannelHandler implements WorkHandler {

    private final WorkKind kind;
    private final Ports ports;
    private final Journal journal;
    private final ReviewViews views;
    private final EndRequest endings;

    ChannelHandler(WorkKind kind, Ports ports, Journal journal, ReviewViews views, EndRequest endings) {
        this.kind = kind;
        this.ports = ports;
        this.journal = journal;
        this.views = views;
        this.endings = endings;
    }

    @Override
    public WorkKind kind() {
        return kind;
    }

    @Override
    public void handle(WorkItem item) {
        var id = new RequestId(item.requiredRequest());
        History history = journal.load(id);
        var request = ApprovalRequest.of(history.events());
        ReviewChannel channel = channel(item.required("channel_kind"));
        if (kind == WorkKind.REPLY) {
            channel.reply(replyTo(item), views.view(request), ReasonCode.valueOf(item.required("reason")));
            return;
        }
        var address = new ChannelAddress(channel.kind(), item.required("channel_address"));
        Optional<String> reference = Optional.ofNullable(request.published().get(address));
        switch (kind) {
            case PUBLISH -> {
                if (reference.isEmpty() && isWorthShowing(request)) {
                    publish(id, history, request, channel, address);
                }
            }
            case ESCALATE -> {
                if (reference.isEmpty() && request.isPending()) {
                    publish(id, history, request, channel, address);
                }
            }
            case REFRESH -> reference.ifPresent(message -> refresh(id, request, channel, address, message));
            case DETAILS -> {
                if (reference.isPresent()) {
                    channel.details(address, reference.get(), views.view(request));
                } else if (isBeingPublished(item.requiredRequest(), address)) {
                    // The details follow the message.
                    throw notThere(address);
                }
            }
            case REMIND -> {
                if (reference.isPresent() && isWorthReminding(request, item)) {
                    channel.remind(address, reference.get(), views.view(request));
                }
            }
            default -> throw new IllegalStateException(kind + " is no channel work");
        }
    }

    private boolean isBeingPublished(String request, ChannelAddress address) {
        return ports.work().of(request).stream()
                .map(WorkItem::work)
                .anyMatch(work -> work.kind() == WorkKind.PUBLISH
                        && address.kind().equals(work.payload().get("channel_kind"))
                        && address.address().equals(work.payload().get("channel_address")));
    }

    private static GateException notThere(ChannelAddress address) {
        return new GateException(ReasonCode.CHANNEL_UNREACHABLE, "the request's message is not yet in " + address);
    }

    /** Whoever never saw a request need not see that it was withdrawn; what people decided elsewhere they may want to see. */
    private static boolean isWorthShowing(ApprovalRequest request) {
        return request.decision()
                .map(decision -> decision.allows() || decision.outcome() == Decision.Outcome.REJECTED)
                .orElse(true);
    }

    private static boolean isWorthReminding(ApprovalRequest request, WorkItem item) {
        return Effects.REVIEW.equals(item.work().payload().get(Effects.ABOUT))
                ? request.glass().isPresent() && request.reviewed().isEmpty()
                : request.isPending();
    }

    private void publish(
            RequestId id, History history, ApprovalRequest request, ReviewChannel channel, ChannelAddress address) {
        ReviewView view = views.view(request);
        Rendering rendering = channel.render(address, view);
        Optional<String> earlier = channel.find(address, view);
        // An earlier post of ours, left by a process that died before it could record it, may show something else by
        // now: what is recorded must be what is seen.
        earlier.ifPresent(message -> channel.update(address, message, view, rendering));
        String reference = earlier.isPresent() ? earlier.get() : channel.post(address, view, rendering);
        journal.decide(id, now -> {
            List<Work> work = othersOf(now, address)
                    .map(other -> refreshWork(request, other))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (now.version() != history.version()) {
                // A vote may have come meanwhile: then look again.
                work.add(refreshWork(request, address));
            }
            return Step.store(published(id, now, address, reference, rendering, work), reference);
        });
    }

    /** What was published earlier may want to link to what is published now. */
    private static Stream<ChannelAddress> othersOf(History history, ChannelAddress address) {
        return ApprovalRequest.of(history.events()).published().keySet().stream()
                .filter(other -> !other.equals(address));
    }

    private void refresh(
            RequestId id, ApprovalRequest request, ReviewChannel channel, ChannelAddress address, String reference) {
        ReviewView view = views.view(request);
        Rendering rendering = channel.render(address, view);
        if (request.shownIn(address).equals(Optional.of(rendering.hash())) && request.isPending()) {
            return;
        }
        channel.update(address, reference, view, rendering);
        journal.decide(id, now -> Step.store(published(id, now, address, reference, rendering, List.of()), reference));
    }

    private Commit published(
            RequestId id,
            History history,
            ChannelAddress address,
            String reference,
            Rendering rendering,
            List<Work> work) {
        var event = new ApprovalEvent.Published(
                address, reference, rendering.hash(), ports.clock().instant());
        return Commit.of(id.value(), history.version(), List.of(event), work)
                .with(Map.of(rendering.hash(), rendering.text()));
    }

    private Work refreshWork(ApprovalRequest request, ChannelAddress address) {
        return Effects.refresh(request.ask(), address, ports.clock().instant());
    }

    private ReviewChannel channel(String name) {
        return ports.channels().stream()
                .filter(channel -> channel.kind().equals(name))
                .findFirst()
                .orElseThrow(() -> new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        "the policy names a channel of kind " + name + ", which is not configured"));
    }

    private static Map<String, String> replyTo(WorkItem item) {
        var to = new HashMap<>(item.work().payload());
        to.remove("channel_kind");
        to.remove("reason");
        return to;
    }

    @Override
    public void giveUp(WorkItem item, GateException last) {
        endings.effectGivenUp(new RequestId(item.requiredRequest()), kind.code(), last);
    }
}
