package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.PersonId;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is on call when: persons in turn, each for so many days from hand-over to hand-over in local time, and exceptions.
 *
 * @param name names it in the policy
 * @param starts when the first of them begins; nobody is on call before
 * @param days length of a turn in days of the calendar, at least one
 * @param order whose turn it is, one after the other, again and again; at least one
 * @param standIns who stands in for whoever's turn it is; the first that holds counts
 */
public record OnCallSchedule(
        String name, ZonedDateTime starts, int days, List<PersonId> order, List<StandIn> standIns) {
    public OnCallSchedule {
        order = List.copyOf(order);
        standIns = List.copyOf(standIns);
        if (order.isEmpty() || days < 1) {
            throw new IllegalArgumentException("a schedule needs somebody, and turns of at least a day");
        }
    }

    /**
     * Somebody stands in.
     *
     * @param person who
     * @param from from when on
     * @param to until when, not included
     */
    public record StandIn(PersonId person, Instant from, Instant to) {}

    /**
     * Somebody is on call.
     *
     * @param person who
     * @param from from when on
     */
    public record Shift(PersonId person, Instant from) {}

    /** {@return who is on call; empty before the schedule begins} */
    public Optional<PersonId> at(Instant now) {
        for (StandIn standIn : standIns) {
            if (!now.isBefore(standIn.from()) && now.isBefore(standIn.to())) {
                return Optional.of(standIn.person());
            }
        }
        long turn = turn(now);
        return turn < 0 ? Optional.empty() : Optional.of(order.get((int) (turn % order.size())));
    }

    /** {@return who is on call at a moment, and who takes over before another one} */
    public List<Shift> between(Instant now, Instant end) {
        var shifts = new ArrayList<Shift>();
        for (Instant at = now; at.equals(now) || at.isBefore(end); at = handOver(at)) {
            Instant from = at;
            at(at).ifPresent(person -> shifts.add(new Shift(person, from)));
        }
        return shifts;
    }

    /** When somebody else may take over next. */
    private Instant handOver(Instant now) {
        return standIns.stream()
                .flatMap(standIn -> Stream.of(standIn.from(), standIn.to()))
                .filter(now::isBefore)
                .reduce(begin(turn(now) + 1), (one, other) -> one.isBefore(other) ? one : other);
    }

    /** The turn that has begun last, from 0 on; -1 before the first. */
    private long turn(Instant now) {
        if (now.isBefore(begin(0))) {
            return -1;
        }
        // By the clock on the wall: where that was changed just now, one turn may have been taken for its neighbour.
        long turn = ChronoUnit.DAYS.between(starts, now.atZone(starts.getZone())) / days;
        if (begin(turn).isAfter(now)) {
            return turn - 1;
        }
        return begin(turn + 1).isAfter(now) ? turn : turn + 1;
    }

    /** At the same local time every time, so that a change of clocks moves no hand-over; one that is skipped that day is later. */
    private Instant begin(long turn) {
        return starts.plusDays(turn * days).toInstant();
    }
}
