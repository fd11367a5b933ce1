package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

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

    /** {@return who is on call; empty before the schedule begins} */
    public Optional<PersonId> at(Instant now) {
        for (StandIn standIn : standIns) {
            if (!now.isBefore(standIn.from()) && now.isBefore(standIn.to())) {
                return Optional.of(standIn.person());
            }
        }
        if (now.isBefore(starts.toInstant())) {
            return Optional.empty();
        }
        ZoneId zone = starts.getZone();
        // Whole days of the calendar, so that a change of clocks does not move the hand-over.
        long passed = ChronoUnit.DAYS.between(starts, now.atZone(zone));
        return Optional.of(order.get((int) ((passed / days) % order.size())));
    }

    /** {@return when somebody else may take over} */
    public Instant nextHandOver(Instant now) {
        long passed = Math.max(0, ChronoUnit.DAYS.between(starts, now.atZone(starts.getZone())));
        Instant turn =
                starts.plus(Period.ofDays((int) ((passed / days + 1) * days))).toInstant();
        return standIns.stream()
                .flatMap(standIn -> java.util.stream.Stream.of(standIn.from(), standIn.to()))
                .filter(now::isBefore)
                .reduce(turn, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** {@return the length of a turn} */
    public Duration turn() {
        return Duration.ofDays(days);
    }
}
