package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Escalation;
import dev.approvalgate.domain.policy.Ruling;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which outward effects and timers follow from what happened. Committed together with it, done afterwards. */
final class Effects {

    /** Effects of an ended request are still worth delivering for so long: GitHub lets a run wait 30 days at most. */
    private static final Duration AFTERMATH = Duration.ofDays(30);
    /** A private answer that comes later than this confuses more than it helps. */
    private static final Duration REPLY_LIFE = Duration.ofMinutes(30);

    /** Part of a reminder's payload that says what it is about: an answer where it is missing. */
    static final String ABOUT = "about";
    /** About the review of an emergency. */
    static final String REVIEW = "review";
    /** About whether there is something to take back. */
    private static final String REVOCABLE = "revocable";

    private Effects() {}

    static List<Work> opened(Ask ask, Ruling ruling, @Nullable Instant reconsiderAt) {
        Instant now = ask.terms().openedAt();
        Instant deadline = ask.terms().deadline();
        var work = new ArrayList<Work>();
        Map<ChannelAddress, Instant> later = escalations(ask, ruling);
        for (ChannelAddress channel : ask.channels()) {
            Instant escalatedAt = later.get(channel);
            work.add(
                    escalatedAt == null
                            ? inChannel(WorkKind.PUBLISH, ask, channel, now, deadline.plus(AFTERMATH))
                            : inChannel(WorkKind.ESCALATE, ask, channel, escalatedAt, deadline));
            if (!ruling.reminder().isZero()) {
                work.add(inChannel(WorkKind.REMIND, ask, channel, deadline.minus(ruling.reminder()), deadline));
            }
        }
        if (reconsiderAt != null) {
            work.add(reconsider(ask, reconsiderAt));
        }
        if (ruling.supersedes()) {
            work.add(once(WorkKind.SUPERSEDE, ask, now, deadline));
        }
        work.add(once(WorkKind.HOST_STATUS, ask, now, deadline));
        work.add(once(WorkKind.DEADLINE, ask, deadline, deadline.plus(AFTERMATH)));
        return work;
    }

    /** Nobody is asked; what happened is shown where it would have been asked. */
    static List<Work> letThrough(Ask ask, Ruling ruling) {
        Instant now = ask.terms().openedAt();
        var work = new ArrayList<Work>();
        work.add(answer(ask, now));
        for (ChannelAddress channel : ask.channels()) {
            if (!escalations(ask, ruling).containsKey(channel)) {
                work.add(inChannel(WorkKind.PUBLISH, ask, channel, now, now.plus(AFTERMATH)));
            }
        }
        work.addAll(revocable(ask, now.plus(ruling.validity())));
        return work;
    }

    private static Map<ChannelAddress, Instant> escalations(Ask ask, Ruling ruling) {
        var later = new HashMap<ChannelAddress, Instant>();
        for (Escalation step : ruling.escalations()) {
            for (ChannelAddress channel : step.channels()) {
                if (!ruling.channels().contains(channel)) {
                    later.merge(
                            channel,
                            ask.terms().openedAt().plus(step.after()),
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
        return later;
    }

    static List<Work> voted(Ask ask, Instant now, @Nullable Instant reconsiderAt) {
        var work = new ArrayList<>(refresh(ask, now));
        if (reconsiderAt != null) {
            work.add(reconsider(ask, reconsiderAt));
        }
        return work;
    }

    static Work reconsider(Ask ask, Instant at) {
        return once(WorkKind.RECONSIDER, ask, at, ask.terms().deadline());
    }

    static List<Work> settled(Ask ask, Instant now) {
        var work = new ArrayList<Work>();
        // The waiting machine first: everything else is for people.
        work.add(answer(ask, now));
        work.addAll(refresh(ask, now));
        work.addAll(details(ask, now));
        return work;
    }

    private static List<Work> details(Ask ask, Instant now) {
        return ask.channels().stream()
                .map(channel -> inChannel(WorkKind.DETAILS, ask, channel, now, now.plus(AFTERMATH)))
                .toList();
    }

    /** Whoever waits is told first, where they have not been told the decision yet; then everybody who reads. */
    static List<Work> revoked(Ask ask, Instant now, boolean told) {
        var work = new ArrayList<Work>();
        if (!told) {
            work.add(answer(ask, now));
        }
        work.addAll(refresh(ask, now));
        work.addAll(details(ask, now));
        return work;
    }

    /** Reviewers are reminded when most of their time is over. When it is over what is shown is renewed, so that it says so. */
    static List<Work> glassBroken(Ask ask, GlassBroken broken, Duration validity) {
        var work = new ArrayList<>(settled(ask, broken.at()));
        work.addAll(revocable(ask, broken.at().plus(validity)));
        Instant due = broken.reviewBy();
        Instant soon = due.minus(Duration.between(broken.at(), due).dividedBy(4));
        for (ChannelAddress channel : ask.channels()) {
            work.add(ofReview(WorkKind.REMIND, ask, channel, soon, due));
            work.add(ofReview(WorkKind.REFRESH, ask, channel, due, due.plus(AFTERMATH)));
        }
        return work;
    }

    private static Work ofReview(WorkKind kind, Ask ask, ChannelAddress channel, Instant dueAt, Instant notAfter) {
        return about(REVIEW, inChannel(kind, ask, channel, dueAt, notAfter));
    }

    /** What follows from a decision; where it allows something, also that it can be taken back for a while. */
    static List<Work> settled(Ask ask, Decision decision, Duration validity) {
        var work = new ArrayList<>(settled(ask, decision.at()));
        if (decision.allows()) {
            work.addAll(revocable(ask, decision.at().plus(validity)));
        }
        return work;
    }

    /** When no token can be minted any more, what is shown is renewed, so that it no longer offers to take the approval back. */
    private static List<Work> revocable(Ask ask, Instant over) {
        return ask.channels().stream()
                .map(channel -> about(REVOCABLE, inChannel(WorkKind.REFRESH, ask, channel, over, over.plus(AFTERMATH))))
                .toList();
    }

    private static Work about(String what, Work usual) {
        var payload = new HashMap<>(usual.payload());
        payload.put(ABOUT, what);
        return new Work(
                usual.kind(), usual.request(), what + "_" + usual.key(), payload, usual.dueAt(), usual.notAfter());
    }

    static List<Work> refresh(Ask ask, Instant now) {
        return ask.channels().stream()
                .map(channel -> refresh(ask, channel, now))
                .toList();
    }

    static Work refresh(Ask ask, ChannelAddress channel, Instant now) {
        return inChannel(WorkKind.REFRESH, ask, channel, now, now.plus(AFTERMATH));
    }

    static Work answer(Ask ask, Instant now) {
        return once(WorkKind.HOST_ANSWER, ask, now, now.plus(AFTERMATH));
    }

    static Work reply(Ask ask, VoteAttempt attempt, ReasonCode reason, Instant now) {
        var payload = new HashMap<>(attempt.replyTo());
        payload.put("channel_kind", attempt.channel());
        payload.put("reason", reason.name());
        return new Work(WorkKind.REPLY, ask.id().value(), null, payload, now, now.plus(REPLY_LIFE));
    }

    private static Work once(WorkKind kind, Ask ask, Instant dueAt, Instant notAfter) {
        String request = ask.id().value();
        return new Work(kind, request, kind.code() + ":" + request, Map.of(), dueAt, notAfter);
    }

    private static Work inChannel(WorkKind kind, Ask ask, ChannelAddress channel, Instant dueAt, Instant notAfter) {
        String request = ask.id().value();
        return new Work(
                kind,
                request,
                kind.code() + ":" + request + ":" + channel,
                Map.of("channel_kind", channel.kind(), "channel_address", channel.address()),
                dueAt,
                notAfter);
    }
}
