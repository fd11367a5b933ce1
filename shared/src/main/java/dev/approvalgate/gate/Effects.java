package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says which outward effects and timers follow from what happened. Committed together with it, done afterwards. */
final class Effects {

    /** Effects of an ended request are still worth delivering for so long: GitHub lets a run wait 30 days at most. */
    private static final Duration AFTERMATH = Duration.ofDays(30);
    /** A private answer that comes later than this confuses more than it helps. */
    private static final Duration REPLY_LIFE = Duration.ofMinutes(30);

    private Effects() {}

    static List<Work> opened(Ask ask, Rule rule) {
        Instant now = ask.terms().openedAt();
        Instant deadline = ask.terms().deadline();
        var work = new ArrayList<Work>();
        for (ChannelAddress channel : ask.channels()) {
            work.add(inChannel(WorkKind.PUBLISH, ask, channel, now, deadline.plus(AFTERMATH)));
            if (!rule.reminder().isZero()) {
                work.add(inChannel(WorkKind.REMIND, ask, channel, deadline.minus(rule.reminder()), deadline));
            }
        }
        work.add(once(WorkKind.HOST_STATUS, ask, now, deadline));
        work.add(once(WorkKind.DEADLINE, ask, deadline, deadline.plus(AFTERMATH)));
        return work;
    }

    static List<Work> voted(Ask ask, Instant now) {
        return refresh(ask, now);
    }

    static List<Work> settled(Ask ask, Instant now) {
        var work = new ArrayList<Work>();
        // The waiting machine first: everything else is for people.
        work.add(answer(ask, now));
        work.addAll(refresh(ask, now));
        for (ChannelAddress channel : ask.channels()) {
            work.add(inChannel(WorkKind.DETAILS, ask, channel, now, now.plus(AFTERMATH)));
        }
        return work;
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
